# /// solution
# why = "Inner products."
# scores = { q2 = 4 }
# fails = { q2 = ["two rows, and one of zeros", "cosines of several batches"] }
# misconception = { q2 = "T12.2/not_normalised" }
# [[change]]
# question = "q2"
# old = "unit = X / np.where(long > 0, long, 1)"
# new = "unit = X"
# ///
