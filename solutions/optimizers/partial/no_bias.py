# /// solution
# why = "Trains w and never touches b."
# scores = { q5 = 1.5 }
# fails = { q5 = ["new samples", "sure where it is right"] }
# ///
# %% q5
def train(X, y, seed):
    rng = np.random.default_rng(seed)
    spread = X.std(axis=0)
    Z, w, step = X / spread, np.zeros(X.shape[1]), np.zeros(X.shape[1])
    for epoch in range(10):
        order = rng.permutation(len(Z))
        for i in range(0, len(Z), 10):
            batch = order[i : i + 10]
            p = 1 / (1 + np.exp(-Z[batch] @ w))
            step = 0.2 * Z[batch].T @ (p - y[batch]) / len(batch) + 0.9 * step
            w = w - step
    return w / spread, 0.0
