# /// solution
# why = "Compares with the label instead of the activation."
# scores = { q4 = 0 }
# fails = { q4 = ["cost of three samples", "cost of random samples", "gradient of three samples", "gradient of random samples", "five steps downhill"] }
# misconception = { q4 = "T1.7/thresholded_error" }
# ///
# %% q4
def adaline_cost(X, y, w, b):
    label = np.where(X @ w + b >= 0, 1.0, -1.0)
    return np.sum((y - label) ** 2) / 2

def adaline_gradient(X, y, w, b):
    error = y - np.where(X @ w + b >= 0, 1.0, -1.0)
    return -X.T @ error, -error.sum()
