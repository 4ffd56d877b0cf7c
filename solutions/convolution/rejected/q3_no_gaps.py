# /// solution
# why = "Ignores the dilation."
# scores = { q3 = 3.5 }
# fails = { q3 = ["sizes of feature maps", "dilation"] }
# misconception = { q3 = "T5.3/no_gaps" }
# ///
# %% q3
def conv2d(x, w, b=None, stride=1, padding=0, dilation=1):
    O, C, kh, kw = w.shape
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), mode="constant")
    rows, cols = (x.shape[2] - (kh - 1) - 1) // stride + 1, (x.shape[3] - (kw - 1) - 1) // stride + 1
    y = np.zeros((len(x), O, rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            t, l = i * stride, j * stride
            window = x[:, :, t : t + (kh - 1) + 1, l : l + (kw - 1) + 1]
            y[:, :, i, j] = np.einsum("ncuv,ocuv->no", window, w)
    return y if b is None else y + b[:, None, None]
