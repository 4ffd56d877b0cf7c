# /// solution
# why = "Trains on scaled data, predicts from raw data; start weights without the seed."
# scores = { q6 = 1.5 }
# fails = { q6 = ["new samples", "same seed, same model"] }
# ///
# %% q6
def train(X, y, X_val, y_val, seed):
    mean, std = X.mean(axis=0), X.std(axis=0)
    Z, Z_val = (X - mean) / std, (X_val - mean) / std
    net = [np.random.randn(30, X.shape[1]) * 0.5, np.zeros(30), np.random.randn(30) * 0.1, 0.0]
    best, kept = np.inf, net
    for epoch in range(60):
        for i in range(0, len(Z), 10):
            net = [p - 0.01 * g for p, g in zip(net, gradients(net, Z[i : i + 10], y[i : i + 10]))]
        loss = np.mean((forward(net, Z_val) - y_val) ** 2)
        if loss < best:
            best, kept = loss, net
    return lambda X_new: forward(kept, X_new)
