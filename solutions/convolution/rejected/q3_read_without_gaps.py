# /// solution
# why = "Right size, but reads neighbouring pixels."
# scores = { q3 = 4 }
# misconception = { q3 = "T5.3/no_gaps" }
# ///
# %% q3
def conv2d(x, w, b=None, stride=1, padding=0, dilation=1):
    N, C, H, W = x.shape
    O, _, kh, kw = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    Ho = (H + 2 * padding - dilation * (kh - 1) - 1) // stride + 1
    Wo = (W + 2 * padding - dilation * (kw - 1) - 1) // stride + 1
    out = np.zeros((N, O, Ho, Wo), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            r, c = u, v
            part = xp[:, :, r : r + stride * (Ho - 1) + 1 : stride, c : c + stride * (Wo - 1) + 1 : stride]
            out += np.einsum("ncij,oc->noij", part, w[:, :, u, v])
    if b is not None:
        out += b[:, None, None]
    return out
