# /// solution
# why = "Clips at 0.2 whatever is asked."
# scores = { q6 = 3 }
# fails = { q6 = ["ratios and advantages"] }
# [[change]]
# question = "q6"
# old = "-np.minimum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# new = "-np.minimum(ratio * adv, np.clip(ratio, 0.8, 1.2) * adv).mean()"
# ///
