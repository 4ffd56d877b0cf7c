# /// solution
# why = "Differentiates the square and forgets the half."
# scores = { q4 = 1.5 }
# fails = { q4 = ["gradient of three samples", "gradient of random samples", "five steps downhill"] }
# misconception = { q4 = "T1.7/factor2" }
# ///
# %% q4
def adaline_cost(X, y, w, b):
    return np.sum((y - X @ w - b) ** 2) / 2

def adaline_gradient(X, y, w, b):
    error = y - X @ w - b
    return -2 * X.T @ error, -2 * error.sum()
