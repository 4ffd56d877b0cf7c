# /// solution
# why = "Counts all triplets."
# scores = { q3 = 0 }
# fails = { q3 = ["the table", "three points on a line", "losses of batches", "brackets of 0, nobody active, no triplets"] }
# [[change]]
# question = "q3"
# old = "np.sum(brackets > 0)"
# new = "len(brackets)"
# ///
