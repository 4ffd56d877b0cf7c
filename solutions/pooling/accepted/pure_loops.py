# /// solution
# why = "Four loops around single windows."
# ///
# %% q1
def max_pool2d(x, size, stride):
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1), dtype=x.dtype)
    for index in np.ndindex(*out.shape):
        n, c, i, j = index
        best = x[n, c, i * stride, j * stride]
        for u in range(size):
            for v in range(size):
                best = max(best, x[n, c, i * stride + u, j * stride + v])
        out[index] = best
    return out

# %% q2
def max_pool2d_backward(x, dout, size, stride):
    dx = np.zeros(x.shape, dtype=x.dtype)
    for n, c, i, j in np.ndindex(*dout.shape):
        best, where = None, None
        for u in range(size):
            for v in range(size):
                value = x[n, c, i * stride + u, j * stride + v]
                if best is None or value > best:
                    best, where = value, (i * stride + u, j * stride + v)
        dx[n, c, where[0], where[1]] += dout[n, c, i, j]
    return dx

# %% q3
def avg_pool2d(x, size, stride):
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1), dtype=x.dtype)
    for n, c, i, j in np.ndindex(*out.shape):
        out[n, c, i, j] = x[n, c, i * stride : i * stride + size, j * stride : j * stride + size].mean()
    return out

def avg_pool2d_backward(x, dout, size, stride):
    dx = np.zeros(x.shape, dtype=x.dtype)
    for n, c, i, j in np.ndindex(*dout.shape):
        for u in range(size):
            for v in range(size):
                dx[n, c, i * stride + u, j * stride + v] += dout[n, c, i, j] / (size * size)
    return dx

# %% q4
def global_avg_pool(x):
    N, C, H, W = x.shape
    out = np.zeros((N, C), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            out[n, c] = x[n, c].sum() / (H * W)
    return out
