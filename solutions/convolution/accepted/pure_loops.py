# /// solution
# why = "One number at a time; float64 wherever it is allowed, lists and NumPy numbers as results."
# ///
# %% q1
def cross_correlate1d(h, w):
    y = []
    for i in range(len(h) - len(w) + 1):
        total = 0.0
        for j in range(len(w)):
            total += h[i + j] * w[j]
        y.append(total)
    return np.array(y)

def convolve1d(h, w):
    k = len(w)
    y = np.zeros(len(h) - k + 1)
    for i in range(len(y)):
        for j in range(k):
            y[i] += h[i + j] * w[k - 1 - j]
    return y

# %% q2
def conv1d_layer(h, w, b, g="identity"):
    y = np.zeros(len(h) - len(w) + 1)
    for i in range(len(y)):
        y[i] = b
        for j in range(len(w)):
            y[i] += h[i + j] * w[j]
        if g == "relu" and y[i] < 0:
            y[i] = 0
    return y

def conv1d_backward(h, w, dout):
    dh, dw, db = np.zeros(len(h)), np.zeros(len(w)), 0.0
    for i in range(len(dout)):
        db += dout[i]
        for j in range(len(w)):
            dw[j] += dout[i] * h[i + j]
            dh[i + j] += dout[i] * w[j]
    return [dh, dw, db]

# %% q3
def conv2d(x, w, b=None, stride=1, padding=0, dilation=1):
    N, C, H, W = x.shape
    O, _, kh, kw = w.shape
    Ho = (H + 2 * padding - dilation * (kh - 1) - 1) // stride + 1
    Wo = (W + 2 * padding - dilation * (kw - 1) - 1) // stride + 1
    y = np.zeros((N, O, Ho, Wo), dtype=x.dtype)
    for n, o, i, j in np.ndindex(N, O, Ho, Wo):
        total = 0.0 if b is None else b[o]
        for u in range(kh):
            for v in range(kw):
                row, col = i * stride + u * dilation - padding, j * stride + v * dilation - padding
                if 0 <= row < H and 0 <= col < W:
                    for c in range(C):
                        total += x[n, c, row, col] * w[o, c, u, v]
        y[n, o, i, j] = total
    return y

# %% q4
def conv2d_backward(x, w, dout, stride=1, padding=0):
    N, C, H, W = x.shape
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(len(w))
    for n, o, i, j in np.ndindex(*dout.shape):
        d = dout[n, o, i, j]
        db[o] += d
        for u in range(w.shape[2]):
            for v in range(w.shape[3]):
                row, col = i * stride + u - padding, j * stride + v - padding
                if 0 <= row < H and 0 <= col < W:
                    dw[o, :, u, v] += d * x[n, :, row, col]
                    dx[n, :, row, col] += d * w[o, :, u, v]
    return dx, dw, db

# %% q5
def conv_output_size(n, k, stride=1, padding=0, dilation=1):
    span = (k - 1) * dilation + 1
    count, start = 0, -padding
    while start + span <= n + padding:
        count += 1
        start += stride
    if count == 0:
        raise ValueError("the kernel does not fit")
    return count

def receptive_field(layers):
    pixels = 1  # downwards: how many neighbours of the map below one output needs
    for k, s, d in reversed(layers):
        pixels = (pixels - 1) * s + (k - 1) * d + 1
    jump = 1
    for _, s, _ in layers:
        jump *= s
    return [pixels, jump]

def conv_param_count(c_in, c_out, k, groups=1, bias=True):
    count = 0
    for _ in range(c_out):
        count += c_in // groups * k * k
        if bias:
            count += 1
    return count

# %% q6
import torch
import torch.nn as nn
import torch.nn.functional as F

class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, kernel_size=3, stride=stride, padding=1)
        self.conv2 = nn.Conv2d(c_out, c_out, kernel_size=3, padding=1)
        self.shortcut = None
        if stride > 1 or c_in != c_out:
            self.shortcut = nn.Conv2d(c_in, c_out, kernel_size=1, stride=stride)

    def forward(self, x):
        out = self.conv2(F.relu(self.conv1(x)))
        if self.shortcut is not None:
            x = self.shortcut(x)
        return F.relu(out + x)
