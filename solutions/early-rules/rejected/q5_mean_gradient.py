# /// solution
# why = "Steps along the mean gradient."
# scores = { q5 = 1 }
# fails = { q5 = ["one batch epoch", "batch: the weights", "batch: the costs"] }
# misconception = { q5 = "T1.7/mean_gradient" }
# ///
# %% q5
def adaline_fit(X, y, eta, epochs, mode="batch"):
    w, b = np.zeros(X.shape[1]), 0.0
    costs = [adaline_cost(X, y, w, b)]
    parts = [slice(None)] if mode == "batch" else [slice(i, i + 1) for i in range(len(X))]
    for _ in range(epochs):
        for part in parts:
            error = y[part] - (X[part] @ w + b)
            w, b = w + eta * X[part].T @ error / len(error), b + eta * error.mean()
        costs.append(adaline_cost(X, y, w, b))
    return w, b, np.array(costs)
