# /// solution
# why = "The mean over triplets."
# scores = { q3 = 0 }
# fails = { q3 = ["the table", "three points on a line", "losses of batches", "brackets of 0, nobody active, no triplets"] }
# misconception = { q3 = "T12.1/mean" }
# [[change]]
# question = "q3"
# old = "return np.maximum(0, brackets).sum()"
# new = "return np.maximum(0, brackets).sum() / max(len(brackets), 1)"
# ///
