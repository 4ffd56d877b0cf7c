# /// solution
# why = "A class with a margin of exactly 0 is counted as a violation in the gradient."
# scores = { q4 = 1 }
# fails = { q4 = ["without a penalty", "with a penalty", "a penalty that rules"] }
# ///
# %% q4
def svm_loss_and_grad(W, b, X, y, delta, lam):
    scores, rows = X @ W.T + b, np.arange(len(y))
    margins = scores - scores[rows, y][:, None] + delta
    margins[rows, y] = -1
    G = (margins >= 0).astype(X.dtype) / len(y)
    G[rows, y] = -G.sum(axis=1)
    return np.maximum(margins, 0).sum() / len(y) + lam * np.sum(W**2), G.T @ X + 2 * lam * W, G.sum(axis=0)
