# /// solution
# why = "im2col and col2im with index arrays, as in many courses; a helper for each small question; subclassed layers in the block."
# ///
# %% q1
def places(n, k):
    """Row i holds the indices that the kernel covers at place i."""
    return np.arange(n - k + 1)[:, None] + np.arange(k)[None, :]


def cross_correlate1d(h, w):
    covered = h[places(h.size, w.size)]
    return (covered * w).sum(axis=1)


def convolve1d(h, w):
    covered = h[places(h.size, w.size)]
    return (covered[:, ::-1] * w).sum(axis=1)

# %% q2
def covered_by(h, k):
    return np.stack([h[i : i + k] for i in range(h.shape[0] - k + 1)])


ACTIVATIONS = {"identity": lambda z: z, "relu": lambda z: np.where(z > 0, z, 0 * z)}


def conv1d_layer(h, w, b, g="identity"):
    return ACTIVATIONS[g](covered_by(h, len(w)).dot(w) + b)


def conv1d_backward(h, w, dout):
    k = len(w)
    padded = np.concatenate([np.zeros(k - 1), dout, np.zeros(k - 1)])
    dh = covered_by(padded, k) @ np.flip(w)
    dw = covered_by(h, len(dout)) @ dout
    return dh, dw, float(np.ones_like(dout) @ dout)

# %% q3
def frame(x, p):
    """x with a frame of p zeros."""
    N, C, H, W = x.shape
    framed = np.zeros((N, C, H + 2 * p, W + 2 * p), x.dtype)
    framed[:, :, p : p + H, p : p + W] = x
    return framed


def window_indices(H, W, kh, kw, stride, dilation):
    """Rows and columns that each window reads, (kh*kw, places) each, and the shape of the map."""
    tops = np.arange(0, H - dilation * (kh - 1), stride)
    lefts = np.arange(0, W - dilation * (kw - 1), stride)
    du, dv = dilation * np.repeat(np.arange(kh), kw), dilation * np.tile(np.arange(kw), kh)
    rows = du[:, None] + np.repeat(tops, len(lefts))[None]
    cols = dv[:, None] + np.tile(lefts, len(tops))[None]
    return rows, cols, (len(tops), len(lefts))


def conv2d(x, w, b=None, stride=1, padding=0, dilation=1):
    O, C, kh, kw = w.shape
    xp = frame(x, padding)
    rows, cols, size = window_indices(*xp.shape[2:], kh, kw, stride, dilation)
    columns = xp[:, :, rows, cols].reshape(len(x), C * kh * kw, -1)
    y = (w.reshape(O, -1) @ columns).reshape(len(x), O, *size)
    if b is None:
        b = np.zeros(O, x.dtype)
    return y + b[None, :, None, None]

# %% q4
def im2col(x, kh, kw, stride, padding):
    xp = np.pad(x, [(0, 0)] * 2 + [(padding, padding)] * 2)
    rows, cols = [], []
    for top in range(0, xp.shape[2] - kh + 1, stride):
        for left in range(0, xp.shape[3] - kw + 1, stride):
            u, v = np.mgrid[top : top + kh, left : left + kw]
            rows.append(u.ravel())
            cols.append(v.ravel())
    rows, cols = np.array(rows), np.array(cols)
    return xp[:, :, rows, cols], rows, cols


def col2im(columns, rows, cols, shape, padding):
    N, C, H, W = shape
    xp = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    np.add.at(xp, (slice(None), slice(None), rows, cols), columns)
    return xp[:, :, padding : H + padding, padding : W + padding]


def conv2d_backward(x, w, dout, stride=1, padding=0):
    O, C, kh, kw = w.shape
    columns, rows, cols = im2col(x, kh, kw, stride, padding)  # (N, C, places, kh*kw)
    d = dout.reshape(len(x), O, -1)  # (N, O, places)
    dw = np.einsum("nop,ncpk->ock", d, columns).reshape(w.shape)
    back = np.einsum("nop,ock->ncpk", d, w.reshape(O, C, -1))
    return col2im(back, rows, cols, x.shape, padding), dw, d.sum(axis=2).sum(axis=0)

# %% q5
def span(k, d):
    return 1 + (k - 1) * d


def conv_output_size(n, k, stride=1, padding=0, dilation=1):
    starts = range(-padding, n + padding - span(k, dilation) + 1, stride)
    if not starts:
        raise ValueError("no place for the kernel")
    return len(starts)


def reach(layers, pixel):
    """First and last pixel below that `pixel` of the topmost map can see."""
    first = last = pixel
    for k, s, d in layers[::-1]:
        first, last = first * s, last * s + span(k, d) - 1
    return first, last


def receptive_field(layers):
    (a, b), (c, _) = reach(layers, 0), reach(layers, 1)
    return b - a + 1, c - a


def conv_param_count(c_in, c_out, k, groups=1, bias=True):
    one_group = (c_in // groups) * (c_out // groups) * k * k
    return groups * one_group + {True: c_out, False: 0}[bool(bias)]

# %% q6
import torch
from torch import nn


class Conv3x3(nn.Conv2d):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, kernel_size=3, stride=stride, padding=1)


class Shortcut(nn.Conv2d):
    def __init__(self, c_in, c_out, stride):
        super().__init__(c_in, c_out, kernel_size=1, stride=stride)


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1, self.conv2 = Conv3x3(c_in, c_out, stride), Conv3x3(c_out, c_out)
        self.relu = nn.ReLU()
        self.shortcut = nn.Sequential() if stride == 1 and c_in == c_out else Shortcut(c_in, c_out, stride)

    def correction(self, x):
        return self.conv2(self.relu(self.conv1(x)))

    def forward(self, x):
        return self.relu(torch.add(self.shortcut(x), self.correction(x)))
