# /// solution
# why = "Clips the sum."
# scores = { q3 = 0 }
# fails = { q3 = ["the table", "three points on a line", "losses of batches", "brackets of 0, nobody active, no triplets"] }
# misconception = { q3 = "T12.1/clamp_total" }
# [[change]]
# question = "q3"
# old = "np.maximum(0, brackets).sum()"
# new = "np.maximum(0, brackets.sum())"
# ///
