# /// solution
# why = "Puts the gradients of neighbouring windows one pixel apart, whatever the stride."
# scores = { q4 = 3.5 }
# fails = { q4 = ["one row, two windows", "the image, with stride"] }
# misconception = { q4 = "T5.2/stride_dx" }
# ///
# %% q4
def conv2d_backward(x, w, dout, stride=1, padding=0):
    p, (kh, kw) = padding, w.shape[2:]
    xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    dxp, dw = np.zeros_like(xp), np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            d = dout[:, :, i, j]
            t, l = i * stride, j * stride
            dw += np.einsum("no,ncuv->ocuv", d, xp[:, :, t : t + kh, l : l + kw])
            t, l = i, j
            dxp[:, :, t : t + kh, l : l + kw] += np.einsum("no,ocuv->ncuv", d, w)
    dx = dxp[:, :, p : p + x.shape[2], p : p + x.shape[3]]
    return dx, dw, dout.sum(axis=(0, 2, 3))
