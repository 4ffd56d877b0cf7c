# /// solution
# why = "Repeats a thousand times, whatever tol is. Clips at 0.2 whatever is asked."
# scores = { q2 = 3.5, q6 = 3 }
# fails = { q2 = ["the best of both", "the best policies", "few rounds, equal actions"], q6 = ["ratios and advantages"] }
# misconception = { q2 = "T13.1/tol_ignored" }
# [[change]]
# question = "q2"
# old = "    while moved > tol:"
# new = "    for _ in range(1000):"
# [[change]]
# question = "q6"
# old = "-np.minimum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# new = "-np.minimum(ratio * adv, np.clip(ratio, 0.8, 1.2) * adv).mean()"
# ///
