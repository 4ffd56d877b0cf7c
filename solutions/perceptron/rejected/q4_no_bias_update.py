# /// solution
# why = "The bias never learns."
# scores = { q4 = 0 }
# fails = { q4 = ["the AND function", "separable sets", "XOR never ends"] }
# misconception = { q4 = "T1.4/no_bias_update" }
# ///
# %% q4
def perceptron_fit(X, y, eta, max_epochs):
    w, b, updates = np.zeros(X.shape[1], dtype=X.dtype), 0.0, 0
    for epoch in range(1, max_epochs + 1):
        clean = True
        for x_i, y_i in zip(X, y):
            error = y_i - (1.0 if w @ x_i + b >= 0 else 0.0)
            if error != 0:
                w, b, updates, clean = w + eta * error * x_i, b + 0, updates + 1, False
        if clean:
            break
    return w, b, epoch, updates
