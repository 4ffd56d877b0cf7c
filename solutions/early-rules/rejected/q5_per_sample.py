# /// solution
# why = "Updates inside the loop over samples, whatever the mode."
# scores = { q5 = 1 }
# fails = { q5 = ["one batch epoch", "batch: the weights", "batch: the costs"] }
# misconception = { q5 = "T1.7/per_sample" }
# ///
# %% q5
def adaline_fit(X, y, eta, epochs, mode="batch"):
    w, b = np.zeros(X.shape[1]), 0.0
    costs = [adaline_cost(X, y, w, b)]
    for _ in range(epochs):
        for x_i, y_i in zip(X, y):
            error = y_i - (w @ x_i + b)
            w, b = w + eta * error * x_i, b + eta * error
        costs.append(adaline_cost(X, y, w, b))
    return w, b, np.array(costs)
