# /// solution
# why = "Looks on one side only."
# scores = { q5 = 1 }
# fails = { q5 = ["vectors", "matrices"] }
# misconception = { q5 = "T3.7/forward" }
# ///
# %% q5
def numerical_gradient(fn, theta, h):
    out = np.zeros_like(theta)
    for index in np.ndindex(*theta.shape):
        step = np.zeros_like(theta)
        step[index] = h
        out[index] = (fn(theta + step) - fn(theta)) / h
    return out
