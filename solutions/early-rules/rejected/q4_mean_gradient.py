# /// solution
# why = "Divides the cost and its gradient by the number of samples."
# scores = { q4 = 0 }
# fails = { q4 = ["cost of three samples", "cost of random samples", "gradient of three samples", "gradient of random samples", "five steps downhill"] }
# misconception = { q4 = "T1.7/mean_gradient" }
# ///
# %% q4
def adaline_cost(X, y, w, b):
    return np.mean((y - X @ w - b) ** 2) / 2

def adaline_gradient(X, y, w, b):
    error = y - X @ w - b
    return -X.T @ error / len(X), -error.mean()
