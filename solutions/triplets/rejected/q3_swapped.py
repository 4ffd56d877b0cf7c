# /// solution
# why = "The negative is to be near."
# scores = { q3 = 0 }
# fails = { q3 = ["the table", "three points on a line", "losses of batches", "brackets of 0, nobody active, no triplets"] }
# misconception = { q3 = "T12.1/swapped" }
# [[change]]
# question = "q3"
# old = "((X[a] - X[p]) ** 2).sum(axis=1) - ((X[a] - X[n]) ** 2).sum(axis=1) + alpha"
# new = "((X[a] - X[n]) ** 2).sum(axis=1) - ((X[a] - X[p]) ** 2).sum(axis=1) + alpha"
# ///
