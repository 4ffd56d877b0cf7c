# /// solution
# why = "Shuffles without the seed: every run gives another model."
# scores = { q5 = 3.5 }
# fails = { q5 = ["same seed, same model"] }
# ///
# %% q5
def train(X, y, seed):
    mean, std = X.mean(axis=0), X.std(axis=0)
    Z = (X - mean) / std
    w, b, dw, db = np.zeros(X.shape[1]), 0.0, np.zeros(X.shape[1]), 0.0
    for _ in range(10):
        for part in minibatches(np.random.default_rng().permutation(len(X)), 15):
            miss = 1 / (1 + np.exp(-(Z[part] @ w + b))) - y[part]
            w, dw = momentum_step(w, dw, miss @ Z[part] / len(part), 0.3, 0.9)
            b, db = momentum_step(b, db, miss.mean(), 0.3, 0.9)
    return w / std, b - w @ (mean / std)
