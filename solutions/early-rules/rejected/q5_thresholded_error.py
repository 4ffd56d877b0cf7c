# /// solution
# why = "Learns from the label, as a perceptron does."
# scores = { q5 = 0 }
# fails = { q5 = ["one batch epoch", "batch: the weights", "batch: the costs", "sample by sample"] }
# misconception = { q5 = "T1.7/thresholded_error" }
# ///
# %% q5
def adaline_fit(X, y, eta, epochs, mode="batch"):
    w, b = np.zeros(X.shape[1]), 0.0
    costs = [adaline_cost(X, y, w, b)]
    parts = [slice(None)] if mode == "batch" else [slice(i, i + 1) for i in range(len(X))]
    for _ in range(epochs):
        for part in parts:
            error = y[part] - np.where(X[part] @ w + b >= 0, 1.0, -1.0)
            w, b = w + eta * X[part].T @ error, b + eta * error.sum()
        costs.append(adaline_cost(X, y, w, b))
    return w, b, np.array(costs)
