# /// solution
# why = "Keeps one buffer a shape and never clears it: the second gradient of a shape holds the first one, too."
# scores = { q3 = 4 }
# fails = { q3 = ["shares, side by side", "shares, other strides"] }
# ///
# %% q3
BUFFERS = {}


def avg_pool2d(x, size, stride):
    rows, cols = (x.shape[2] - size) // stride + 1, (x.shape[3] - size) // stride + 1
    out = np.zeros((*x.shape[:2], rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            out[:, :, i, j] = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size].mean(axis=(2, 3))
    return out


def avg_pool2d_backward(x, dout, size, stride):
    dx = BUFFERS.setdefault((x.shape, x.dtype), np.zeros_like(x))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i * stride : i * stride + size, j * stride : j * stride + size] += dout[:, :, i : i + 1, j : j + 1] / size**2
    return dx
