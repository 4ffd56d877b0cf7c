# /// solution
# why = "Does not put the coordinate back."
# scores = { q5 = 1 }
# fails = { q5 = ["vectors", "matrices"] }
# misconception = { q5 = "T3.7/mutates" }
# ///
# %% q5
def numerical_gradient(fn, theta, h):
    out = np.zeros_like(theta)
    for index in np.ndindex(*theta.shape):
        theta[index] += h
        up = fn(theta)
        theta[index] -= 2 * h
        out[index] = (up - fn(theta)) / (2 * h)
    return out
