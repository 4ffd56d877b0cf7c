# /// solution
# why = "Takes the mean."
# scores = { q1 = 0 }
# fails = { q1 = ["the picture above", "windows side by side", "windows that overlap", "gaps between windows"] }
# misconception = { q1 = "T5.4/average_instead" }
# ///
# %% q1
def max_pool2d(x, size, stride):
    N, C, H, W = x.shape
    rows, cols = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.empty((N, C, rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            window = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            out[:, :, i, j] = window.mean(axis=(2, 3))
    return out
