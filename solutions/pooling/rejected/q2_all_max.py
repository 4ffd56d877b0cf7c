# /// solution
# why = "Every maximum takes the whole gradient."
# scores = { q2 = 3.5 }
# fails = { q2 = ["ties", "ties where windows overlap"] }
# misconception = { q2 = "T5.4/all_max" }
# ///
# %% q2
def max_pool2d_backward(x, dout, size, stride):
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        t, l = i * stride, j * stride
        window = x[n, c, t : t + size, l : l + size]
        dx[n, c, t : t + size, l : l + size] += (window == window.max()) * dout[n, c, i, j]
    return dx
