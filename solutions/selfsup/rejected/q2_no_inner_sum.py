# /// solution
# why = "A logarithm for each pair."
# scores = { q2 = 2.25 }
# fails = { q2 = ["three samples of two classes", "losses of batches", "empty sets and large exponents"] }
# misconception = { q2 = "T12.2/no_inner_sum" }
# [[change]]
# question = "q2"
# old = "pull = top[:, 0] + np.log(np.exp(-top[:, 0]) + np.exp(x - top).sum(axis=1))"
# new = "pull = np.logaddexp(0, x).sum(axis=1)"
# [[change]]
# question = "q2"
# old = "push = high[:, 0] + np.log(np.exp(-high[:, 0]) + np.exp(y - high).sum(axis=1))"
# new = "push = np.logaddexp(0, y).sum(axis=1)"
# ///
