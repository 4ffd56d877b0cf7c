# /// solution
# why = "Sends the gradient to the maximum."
# scores = { q3 = 4 }
# fails = { q3 = ["shares, side by side", "shares, other strides"] }
# misconception = { q3 = "T5.4/to_max" }
# ///
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
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        k = np.argmax(x[n, c, i * stride : i * stride + size, j * stride : j * stride + size])
        dx[n, c, i * stride + k // size, j * stride + k % size] += dout[n, c, i, j]
    return dx
