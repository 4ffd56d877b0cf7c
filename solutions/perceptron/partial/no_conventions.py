# /// solution
# why = "Knows one convention only, and never stops training early."
# scores = { q2 = 1, q4 = 1 }
# fails = { q2 = ["all four conventions"], q4 = ["the AND function", "separable sets"] }
# ///
# %% q2
def perceptron_predict(X, w, b, threshold="ge", labels="01"):
    return (X @ w + b >= 0).astype(X.dtype)

# %% q4
def perceptron_fit(X, y, eta, max_epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for epoch in range(max_epochs):
        for x_i, y_i in zip(X, y):
            error = y_i - (w @ x_i + b >= 0)
            if error:
                w, b, updates = w + eta * error * x_i, b + eta * error, updates + 1
    return w, b, max_epochs, updates
