# /// solution
# why = "Searches the maximum from a million below 0 up: right as long as a window holds something larger."
# scores = { q1 = 1 }
# fails = { q1 = ["windows side by side", "windows that overlap", "gaps between windows"] }
# ///
# %% q1
def max_pool2d(x, size, stride):
    N, C, H, W = x.shape
    rows, cols = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.full((N, C, rows, cols), -1e6, dtype=x.dtype)
    for u in range(size):
        for v in range(size):
            seen = x[:, :, u : u + stride * (rows - 1) + 1 : stride, v : v + stride * (cols - 1) + 1 : stride]
            out = np.maximum(out, seen)
    return out
