# /// solution
# why = "No backward pass."
# scores = { q2 = 0, q3 = 3 }
# fails = { q2 = ["no ties, no overlap", "windows side by side", "ties", "overlap", "ties where windows overlap"], q3 = ["one window backward", "shares, side by side", "shares, other strides"] }
# ///
# %% q2
def max_pool2d_backward(x, dout, size, stride):
    ...

# %% q3
def avg_pool2d(x, size, stride):
    N, C, H, W = x.shape
    rows, cols = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, C, rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            window = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            out[:, :, i, j] = window.mean(axis=(2, 3))
    return out

def avg_pool2d_backward(x, dout, size, stride):
    ...
