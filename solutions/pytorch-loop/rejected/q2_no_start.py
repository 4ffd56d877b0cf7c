# /// solution
# why = "No 1 at the start."
# scores = { q2 = 3 }
# misconception = { q2 = "T0.4/no_start" }
# [[change]]
# question = "q2"
# old = "[1] + ["
# new = "["
# ///
