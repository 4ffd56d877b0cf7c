# /// solution
# why = "Takes the largest magnitude."
# scores = { q1 = 1 }
# fails = { q1 = ["windows side by side", "windows that overlap", "gaps between windows"] }
# misconception = { q1 = "T5.4/max_abs" }
# ///
# %% q1
def max_pool2d(x, size, stride):
    N, C, H, W = x.shape
    rows, cols = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.empty((N, C, rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            window = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            out[:, :, i, j] = np.where(window.max(axis=(2, 3)) >= -window.min(axis=(2, 3)), window.max(axis=(2, 3)), window.min(axis=(2, 3)))
    return out
