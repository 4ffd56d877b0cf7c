# /// solution
# why = "Loses the minus of the gradient."
# scores = { q4 = 1.5 }
# fails = { q4 = ["gradient of three samples", "gradient of random samples", "five steps downhill"] }
# misconception = { q4 = "T1.7/sign" }
# ///
# %% q4
def adaline_cost(X, y, w, b):
    return np.sum((y - X @ w - b) ** 2) / 2

def adaline_gradient(X, y, w, b):
    error = y - X @ w - b
    return X.T @ error, error.sum()
