# /// solution
# why = "Mini-batches with a rate of 0.01: the right direction, and far too little of the way."
# scores = { q5 = 3 }
# fails = { q5 = ["sure where it is right"] }
# ///
# %% q5
def train(X, y, seed):
    rng = np.random.default_rng(seed)
    mu, sd = X.mean(axis=0), X.std(axis=0)
    Z = (X - mu) / sd
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(10):
        for batch in np.array_split(rng.permutation(len(Z)), 20):
            error = 1 / (1 + np.exp(-(Z[batch] @ w + b))) - y[batch]
            w = w - 0.01 * Z[batch].T @ error / len(batch)
            b = b - 0.01 * error.mean()
    return w / sd, b - (w / sd) @ mu
