# /// solution
# why = "Compares with the epoch before."
# scores = { q5 = 3 }
# misconception = { q5 = "T4.6/compares_previous" }
# [[change]]
# question = "q5"
# old = "loss < best - min_delta"
# new = "epoch == 0 or loss < val[epoch - 1] - min_delta"
# ///
