# /// solution
# why = "Takes the gradient of the first copy."
# scores = { q3 = 0 }
# misconception = { q3 = "T3.9/first_row" }
# ///
# %% q3
def unbroadcast(grad, shape):
    while np.ndim(grad) > len(shape):
        grad = grad[0]
    for axis, n in enumerate(shape):
        if n == 1:
            grad = np.take(grad, [0], axis=axis)
    return grad
