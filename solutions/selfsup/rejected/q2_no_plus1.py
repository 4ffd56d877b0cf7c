# /// solution
# why = "Forgets the 1 in the logarithm."
# scores = { q2 = 1 }
# fails = { q2 = ["three samples of two classes", "losses of batches", "gradients of batches", "empty sets and large exponents"] }
# misconception = { q2 = "T12.2/no_plus1" }
# [[change]]
# question = "q2"
# old = "pull = top[:, 0] + np.log(np.exp(-top[:, 0]) + np.exp(x - top).sum(axis=1))"
# new = "pull = np.where(np.isfinite(x).any(axis=1), np.logaddexp.reduce(x, axis=1), 0)"
# [[change]]
# question = "q2"
# old = "push = high[:, 0] + np.log(np.exp(-high[:, 0]) + np.exp(y - high).sum(axis=1))"
# new = "push = np.where(np.isfinite(y).any(axis=1), np.logaddexp.reduce(y, axis=1), 0)"
# [[change]]
# question = "q2"
# old = "e / (np.exp(-top) + e.sum(axis=1, keepdims=True))"
# new = "e / np.where(np.isfinite(x).any(axis=1), e.sum(axis=1), 1)[:, None]"
# ///
