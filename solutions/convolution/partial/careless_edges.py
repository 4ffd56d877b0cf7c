# /// solution
# why = "float64 everywhere, an image gradient that ends where the last window ended, no ValueError, and a shortcut that looks at the stride only."
# scores = { q3 = 4, q4 = 4, q5 = 4.5, q6 = 1 }
# fails = { q3 = ["four windows by hand", "float32 stays float32"], q4 = ["the image, with stride"], q5 = ["a kernel that does not fit"], q6 = ["parameters and sizes", "a shortcut that changes the shape"] }
# ///
# %% q3
def conv2d(x, w, b=None, stride=1, padding=0, dilation=1):
    x = np.pad(x.astype(float), ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    rows = (x.shape[2] - dilation * (w.shape[2] - 1) - 1) // stride + 1
    cols = (x.shape[3] - dilation * (w.shape[3] - 1) - 1) // stride + 1
    y = np.zeros((len(x), len(w), rows, cols))
    for i in range(rows):
        for j in range(cols):
            t, l = i * stride, j * stride
            window = x[:, :, t : t + dilation * (w.shape[2] - 1) + 1 : dilation, l : l + dilation * (w.shape[3] - 1) + 1 : dilation]
            y[:, :, i, j] = np.tensordot(window, w, axes=((1, 2, 3), (1, 2, 3)))
    return y if b is None else y + b.reshape(1, -1, 1, 1)

# %% q4
def conv2d_backward(x, w, dout, stride=1, padding=0):
    p, (kh, kw) = padding, w.shape[2:]
    xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    N, O, rows, cols = dout.shape
    dxp = np.zeros((N, x.shape[1], (rows - 1) * stride + kh, (cols - 1) * stride + kw))
    dw = np.zeros(w.shape)
    for i in range(rows):
        for j in range(cols):
            t, l = i * stride, j * stride
            dw += np.tensordot(dout[:, :, i, j], xp[:, :, t : t + kh, l : l + kw], axes=(0, 0))
            dxp[:, :, t : t + kh, l : l + kw] += np.tensordot(dout[:, :, i, j], w, axes=(1, 0))
    return dxp[:, :, p : p + x.shape[2], p : p + x.shape[3]], dw, dout.sum(axis=(0, 2, 3))

# %% q5
def conv_output_size(n, k, stride=1, padding=0, dilation=1):
    return (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1

def receptive_field(layers):
    r, j = 1, 1
    for k, s, d in layers:
        r, j = r + (k - 1) * d * j, j * s
    return r, j

def conv_param_count(c_in, c_out, k, groups=1, bias=True):
    return c_out * (c_in // groups * k**2 + int(bias))

# %% q6
import torch
from torch import nn

class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, 1)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, 1, 1)
        self.shortcut = nn.Conv2d(c_in, c_out, 1, stride) if stride != 1 else nn.Identity()

    def forward(self, x):
        return torch.relu(self.conv2(torch.relu(self.conv1(x))) + self.shortcut(x))
