# /// solution
# why = "Overwrites instead of adding."
# scores = { q2 = 3 }
# fails = { q2 = ["overlap", "ties where windows overlap"] }
# misconception = { q2 = "T5.4/assign" }
# ///
# %% q2
def max_pool2d_backward(x, dout, size, stride):
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        t, l = i * stride, j * stride
        window = x[n, c, t : t + size, l : l + size]
        k = np.argmax(window)
        dx[n, c, t + k // size, l + k % size] = dout[n, c, i, j]
    return dx
