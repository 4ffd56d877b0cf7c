# /// solution
# why = "Overwrites instead of adding."
# scores = { q3 = 5 }
# fails = { q3 = ["shares, other strides"] }
# misconception = { q3 = "T5.4/assign" }
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
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i * stride : i * stride + size, j * stride : j * stride + size] = dout[:, :, i : i + 1, j : j + 1] / size**2
    return dx
