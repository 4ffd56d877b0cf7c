# /// solution
# why = "Handles the first image and channel only."
# scores = { q1 = 1 }
# fails = { q1 = ["windows side by side", "windows that overlap", "gaps between windows"] }
# ///
# %% q1
def max_pool2d(x, size, stride):
    H, W = x.shape[2:]
    out = np.zeros((1, 1, (H - size) // stride + 1, (W - size) // stride + 1), dtype=x.dtype)
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[0, 0, i, j] = x[0, 0, i * stride : i * stride + size, j * stride : j * stride + size].max()
    return out
