# /// solution
# why = "Turns the kernel round."
# scores = { q3 = 0.5 }
# fails = { q3 = ["four windows by hand", "channels and filters", "padding", "stride", "dilation", "float32 stays float32"] }
# misconception = { q3 = "T5.2/flip" }
# ///
# %% q3
def conv2d(x, w, b=None, stride=1, padding=0, dilation=1):
    O, C, kh, kw = w.shape
    w = w[:, :, ::-1, ::-1]
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), mode="constant")
    rows, cols = (x.shape[2] - dilation * (kh - 1) - 1) // stride + 1, (x.shape[3] - dilation * (kw - 1) - 1) // stride + 1
    y = np.zeros((len(x), O, rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            t, l = i * stride, j * stride
            window = x[:, :, t : t + dilation * (kh - 1) + 1 : dilation, l : l + dilation * (kw - 1) + 1 : dilation]
            y[:, :, i, j] = np.einsum("ncuv,ocuv->no", window, w)
    return y if b is None else y + b[:, None, None]
