# /// solution
# why = "One update an epoch, from all errors at once."
# scores = { q4 = 0 }
# fails = { q4 = ["the AND function", "separable sets", "XOR never ends"] }
# misconception = { q4 = "T1.4/batch_update" }
# ///
# %% q4
def perceptron_fit(X, y, eta, max_epochs):
    w, b, updates = np.zeros(X.shape[1], dtype=X.dtype), 0.0, 0
    for epoch in range(1, max_epochs + 1):
        errors = y - (X @ w + b >= 0)
        if not errors.any():
            break
        w, b, updates = w + eta * errors @ X, b + eta * errors.sum(), updates + 1
    return w, b, epoch, updates
