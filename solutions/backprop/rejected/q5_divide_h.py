# /// solution
# why = "Divides by h only."
# scores = { q5 = 0 }
# fails = { q5 = ["a parabola", "vectors", "matrices"] }
# misconception = { q5 = "T3.7/divide_h" }
# ///
# %% q5
def numerical_gradient(fn, theta, h):
    out = np.zeros_like(theta)
    for index in np.ndindex(*theta.shape):
        step = np.zeros_like(theta)
        step[index] = h
        out[index] = (fn(theta + step) - fn(theta - step)) / h
    return out
