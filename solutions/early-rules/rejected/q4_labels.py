# /// solution
# why = "Takes the labels 0 and 1 for the activation."
# scores = { q4 = 1.5 }
# misconception = { q4 = "T1.7/thresholded_error" }
# ///
# %% q4
def adaline_cost(X, y, w, b):
    return 0.5 * np.sum((y - X @ w - b) ** 2)


def adaline_gradient(X, y, w, b):
    e = y - (X @ w + b >= 0)
    return -e @ X, -e.sum()
