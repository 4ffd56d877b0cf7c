# /// solution
# why = "Takes plain distances."
# scores = { q3 = 0 }
# fails = { q3 = ["the table", "three points on a line", "losses of batches", "brackets of 0, nobody active, no triplets"] }
# misconception = { q3 = "T12.1/unsquared" }
# [[change]]
# question = "q3"
# old = "((X[a] - X[p]) ** 2).sum(axis=1) - ((X[a] - X[n]) ** 2).sum(axis=1) + alpha"
# new = "np.linalg.norm(X[a] - X[p], axis=1) - np.linalg.norm(X[a] - X[n], axis=1) + alpha"
# ///
