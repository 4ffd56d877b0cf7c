# /// solution
# why = "Searches the maximum of a window from -99 up; where all is smaller, the first position wins."
# scores = { q2 = 1 }
# fails = { q2 = ["windows side by side", "ties", "overlap", "ties where windows overlap"] }
# ///
# %% q2
def max_pool2d_backward(x, dout, size, stride):
    dx = np.zeros_like(x)
    N, C, rows, cols = dout.shape
    for n, c, i, j in np.ndindex(N, C, rows, cols):
        best, at = -99.0, (i * stride, j * stride)
        for u in range(i * stride, i * stride + size):
            for v in range(j * stride, j * stride + size):
                if x[n, c, u, v] > best:
                    best, at = x[n, c, u, v], (u, v)
        dx[n, c, at[0], at[1]] += dout[n, c, i, j]
    return dx
