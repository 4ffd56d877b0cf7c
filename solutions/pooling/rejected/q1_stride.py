# /// solution
# why = "Windows never overlap: the stride is ignored."
# scores = { q1 = 2 }
# fails = { q1 = ["windows that overlap", "gaps between windows"] }
# misconception = { q1 = "T5.4/stride_default" }
# ///
# %% q1
def max_pool2d(x, size, stride):
    N, C, H, W = x.shape
    tiles = x[:, :, : H // size * size, : W // size * size].reshape(N, C, H // size, size, W // size, size)
    return tiles.max(axis=(3, 5))
