# /// solution
# why = "Forgets the half in the cost."
# scores = { q4 = 2 }
# fails = { q4 = ["cost of three samples", "cost of random samples", "five steps downhill"] }
# misconception = { q4 = "T1.7/no_half" }
# ///
# %% q4
def adaline_cost(X, y, w, b):
    return np.sum((y - X @ w - b) ** 2)

def adaline_gradient(X, y, w, b):
    error = y - X @ w - b
    return -X.T @ error, -error.sum()
