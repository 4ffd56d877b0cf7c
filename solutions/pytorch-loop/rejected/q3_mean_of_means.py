# /// solution
# why = "Averages over batches."
# scores = { q3 = 2.5 }
# misconception = { q3 = "T0.3/mean_of_means" }
# [[change]]
# question = "q3"
# old = "total += len(x) * loss_fn"
# new = "total += loss_fn"
# [[change]]
# question = "q3"
# old = "samples += len(x)"
# new = "samples += 1"
# ///
