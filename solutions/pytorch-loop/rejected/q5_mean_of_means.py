# /// solution
# why = "Averages over batches."
# scores = { q5 = 0 }
# misconception = { q5 = "T0.3/mean_of_means" }
# [[change]]
# question = "q5"
# old = "total += len(x) * step(x, y)"
# new = "total += step(x, y)"
# [[change]]
# question = "q5"
# old = "samples += len(x)"
# new = "samples += 1"
# ///
