# /// solution
# why = "Forgets the cost before training, has no second mode, and stops before Oja."
# scores = { q5 = 2, q6 = 2 }
# fails = { q5 = ["one batch epoch", "batch: the costs", "sample by sample"], q6 = ["one step of Oja", "random steps of Oja", "twelve inputs in a row"] }
# ///
# %% q5
def adaline_fit(X, y, eta, epochs, mode="batch"):
    w, b, costs = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        dw, db = adaline_gradient(X, y, w, b)
        w, b = w - eta * dw, b - eta * db
        costs.append(adaline_cost(X, y, w, b))
    return w, b, np.array(costs)

# %% q6
def hebb_fit(X, Y, eta):
    return X.T @ Y * eta

def oja_update(w, x, eta):
    ...
