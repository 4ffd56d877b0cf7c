# /// solution
# why = "The last maximum takes the gradient."
# scores = { q2 = 3.5 }
# fails = { q2 = ["ties", "ties where windows overlap"] }
# misconception = { q2 = "T5.4/last_tie" }
# ///
# %% q2
def max_pool2d_backward(x, dout, size, stride):
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        t, l = i * stride, j * stride
        window = x[n, c, t : t + size, l : l + size]
        k = size * size - 1 - np.argmax(window.ravel()[::-1])
        dx[n, c, t + k // size, l + k % size] += dout[n, c, i, j]
    return dx
