# /// solution
# why = "Moves the entries of theta.ravel(), which for a transposed theta is a copy that fn never sees."
# scores = { q5 = 3 }
# fails = { q5 = ["matrices"] }
# ///
# %% q5
def numerical_gradient(fn, theta, h):
    flat, slopes = theta.ravel(), np.zeros(theta.size)
    for i in range(flat.size):
        before = flat[i]
        flat[i] = before + h
        above = fn(theta)
        flat[i] = before - h
        slopes[i] = (above - fn(theta)) / (2 * h)
        flat[i] = before
    return slopes.reshape(theta.shape)
