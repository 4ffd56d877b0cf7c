# /// solution
# why = "Sliding windows, matrix products, NumPy's own correlate; the image gradient as a full convolution of the dilated dout."
# ///
# %% q1
def cross_correlate1d(h, w):
    return np.lib.stride_tricks.sliding_window_view(h, len(w)) @ w

def convolve1d(h, w):
    return np.convolve(h, w, mode="valid")

# %% q2
def toeplitz(w, n):
    rows = n - len(w) + 1
    T = np.zeros((rows, n))
    for i in range(rows):
        T[i, i : i + len(w)] = w
    return T

def conv1d_layer(h, w, b, g="identity"):
    z = toeplitz(w, len(h)) @ h + b
    return {"identity": lambda v: v, "relu": lambda v: v * (v > 0)}[g](z)

def conv1d_backward(h, w, dout):
    return toeplitz(w, len(h)).T @ dout, np.correlate(h, dout, "valid"), np.sum(dout, keepdims=False)

# %% q3
from numpy.lib.stride_tricks import sliding_window_view

def conv2d(x, w, b=None, stride=1, padding=0, dilation=1):
    p, (kh, kw) = padding, w.shape[2:]
    x = np.pad(x, [(0, 0), (0, 0), (p, p), (p, p)])
    spans = dilation * (kh - 1) + 1, dilation * (kw - 1) + 1
    seen = sliding_window_view(x, spans, axis=(2, 3))[:, :, ::stride, ::stride, ::dilation, ::dilation]
    y = np.tensordot(seen, w, axes=((1, 4, 5), (1, 2, 3)))
    if b is not None:
        y = y + b
    return np.ascontiguousarray(y.transpose(0, 3, 1, 2))

# %% q4
def conv2d_backward(x, w, dout, stride=1, padding=0):
    from numpy.lib.stride_tricks import sliding_window_view as windows
    p, (kh, kw) = padding, w.shape[2:]
    xp = np.pad(x, [(0, 0), (0, 0), (p, p), (p, p)])
    seen = windows(xp, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]
    dw = np.einsum("noij,ncijuv->ocuv", dout, seen)
    # dout with stride - 1 zeros between its entries, and room for a kernel on every side
    N, O, rows, cols = dout.shape
    wide = np.zeros((N, O, xp.shape[2] + kh - 1, xp.shape[3] + kw - 1))
    wide[:, :, kh - 1 : kh - 1 + (rows - 1) * stride + 1 : stride, kw - 1 : kw - 1 + (cols - 1) * stride + 1 : stride] = dout
    dx = np.einsum("noijuv,ocuv->ncij", windows(wide, (kh, kw), axis=(2, 3)), w[:, :, ::-1, ::-1])
    return dx[:, :, p : p + x.shape[2], p : p + x.shape[3]], dw, np.einsum("noij->o", dout)

# %% q5
def conv_output_size(n, k, stride=1, padding=0, dilation=1):
    size = int(np.floor((n + 2 * padding - dilation * (k - 1) - 1) / stride + 1))
    if size < 1:
        raise ValueError(f"no output: {size} pixels")
    return size

def receptive_field(layers):
    k, s, d = np.array(layers).T
    jumps = np.cumprod(np.concatenate([[1], s]))
    return 1 + np.sum((k - 1) * d * jumps[:-1]), jumps[-1]

def conv_param_count(c_in, c_out, k, groups=1, bias=True):
    return int(np.prod([c_out, c_in // groups, k, k])) + bool(bias) * c_out

# %% q6
import torch
from torch import nn

class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.change = stride != 1 or c_in != c_out
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=(stride, stride), padding="same" if stride == 1 else (1, 1))
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding="same")
        self.act = nn.ReLU(inplace=True)
        if self.change:
            self.shortcut = nn.Conv2d(c_in, c_out, 1, stride=stride)

    def forward(self, x):
        y = self.conv2(self.act(self.conv1(x)))
        y += self.shortcut(x) if self.change else x
        return self.act(y)
