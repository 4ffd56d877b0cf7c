# /// solution
# why = "Trains with plain full-batch steps on unscaled features."
# scores = { q5 = 1.5 }
# fails = { q5 = ["new samples", "sure where it is right"] }
# ///
# %% q5
def train(X, y, seed):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(10):
        p = 1 / (1 + np.exp(-np.clip(X @ w + b, -500, 500)))
        w, b = w - 0.1 * X.T @ (p - y) / len(X), b - 0.1 * (p - y).mean()
    return w, b
