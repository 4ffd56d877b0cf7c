# /// solution
# why = "Repeats the border instead of adding zeros."
# scores = { q3 = 2 }
# fails = { q3 = ["padding", "stride", "dilation", "float32 stays float32"] }
# misconception = { q3 = "T5.2/pad_value" }
# ///
# %% q3
def conv2d(x, w, b=None, stride=1, padding=0, dilation=1):
    O, C, kh, kw = w.shape
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), mode="edge")
    rows, cols = (x.shape[2] - dilation * (kh - 1) - 1) // stride + 1, (x.shape[3] - dilation * (kw - 1) - 1) // stride + 1
    y = np.zeros((len(x), O, rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            t, l = i * stride, j * stride
            window = x[:, :, t : t + dilation * (kh - 1) + 1 : dilation, l : l + dilation * (kw - 1) + 1 : dilation]
            y[:, :, i, j] = np.einsum("ncuv,ocuv->no", window, w)
    return y if b is None else y + b[:, None, None]
