# /// solution
# why = "One sample an epoch in the mode sgd."
# scores = { q5 = 4 }
# misconception = { q5 = "T1.7/one_a_step" }
# ///
# %% q5
def adaline_fit(X, y, eta, epochs, mode="batch"):
    w, b = np.zeros(X.shape[1]), 0.0
    costs = [adaline_cost(X, y, w, b)]
    for _ in range(epochs):
        if mode == "batch":
            dw, db = adaline_gradient(X, y, w, b)
            w, b = w - eta * dw, b - eta * db
        else:
            for i in [_ % len(X)]:
                dw, db = adaline_gradient(X[i : i + 1], y[i : i + 1], w, b)
                w, b = w - eta * dw, b - eta * db
        costs.append(adaline_cost(X, y, w, b))
    return w, b, np.array(costs)
