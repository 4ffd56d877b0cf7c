# /// solution
# why = "The loss of the last batch."
# scores = { q5 = 0 }
# misconception = { q5 = "T0.3/last_batch" }
# [[change]]
# question = "q5"
# old = "total += len(x) * step(x, y)"
# new = "total = len(x) * step(x, y)"
# [[change]]
# question = "q5"
# old = "samples += len(x)"
# new = "samples = len(x)"
# ///
