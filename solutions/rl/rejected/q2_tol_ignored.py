# /// solution
# why = "Repeats a thousand times, whatever tol is."
# scores = { q2 = 3.5 }
# fails = { q2 = ["the best of both", "the best policies", "few rounds, equal actions"] }
# misconception = { q2 = "T13.1/tol_ignored" }
# [[change]]
# question = "q2"
# old = "    while moved > tol:"
# new = "    for _ in range(1000):"
# ///
