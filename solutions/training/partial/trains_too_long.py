# /// solution
# why = "Keeps the last weights after 300 epochs, and nobody looks at the validation data."
# scores = { q6 = 2 }
# fails = { q6 = ["new samples"] }
# ///
# %% q6
def train(X, y, X_val, y_val, seed):
    rng = np.random.default_rng(seed)
    mean, std = X.mean(axis=0), X.std(axis=0)
    Z, H = (X - mean) / std, 50
    net = [rng.normal(size=(H, X.shape[1])) * np.sqrt(2 / X.shape[1]), np.zeros(H), rng.normal(size=H) / np.sqrt(H), 0.0]
    for epoch in range(300):
        order = rng.permutation(len(Z))
        for i in range(0, len(Z), 10):
            batch = order[i : i + 10]
            net = [p - 0.02 * g for p, g in zip(net, gradients(net, Z[batch], y[batch]))]
    return lambda X_new: forward(net, (X_new - mean) / std)
