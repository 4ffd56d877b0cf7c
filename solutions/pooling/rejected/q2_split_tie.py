# /// solution
# why = "Ties share the gradient."
# scores = { q2 = 3.5 }
# fails = { q2 = ["ties", "ties where windows overlap"] }
# misconception = { q2 = "T5.4/split_tie" }
# ///
# %% q2
def max_pool2d_backward(x, dout, size, stride):
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        t, l = i * stride, j * stride
        window = x[n, c, t : t + size, l : l + size]
        hits = window == window.max()
        dx[n, c, t : t + size, l : l + size] += hits * dout[n, c, i, j] / hits.sum()
    return dx
