# /// solution
# why = "torch does the work and differentiates; NumPy arrays come back."
# ///
# %% q1
import torch
import torch.nn.functional as F

def cross_correlate1d(h, w):
    return F.conv1d(torch.tensor(h)[None, None], torch.tensor(w)[None, None])[0, 0].numpy()

def convolve1d(h, w):
    return F.conv1d(torch.tensor(h)[None, None], torch.tensor(w).flip(0)[None, None])[0, 0].numpy()

# %% q2
def conv1d_layer(h, w, b, g="identity"):
    z = torch.nn.functional.conv1d(torch.tensor(h)[None, None], torch.tensor(w)[None, None])[0, 0] + float(b)
    return (z.relu() if g == "relu" else z).numpy()

def conv1d_backward(h, w, dout):
    import torch
    h, w = torch.tensor(h, requires_grad=True), torch.tensor(w, requires_grad=True)
    b = torch.zeros(1, dtype=h.dtype, requires_grad=True)
    y = torch.nn.functional.conv1d(h[None, None], w[None, None], b)[0, 0]
    y.backward(torch.tensor(dout))
    return h.grad.numpy(), w.grad.numpy(), b.grad.item()

# %% q3
def conv2d(x, w, b=None, stride=1, padding=0, dilation=1):
    bias = None if b is None else torch.tensor(b)
    return F.conv2d(torch.tensor(x), torch.tensor(w), bias, int(stride), int(padding), int(dilation)).numpy()

# %% q4
def conv2d_backward(x, w, dout, stride=1, padding=0):
    from torch.nn import grad
    x, w, d, s, p = torch.tensor(x), torch.tensor(w), torch.tensor(dout), int(stride), int(padding)
    dx = grad.conv2d_input(x.shape, w, d, stride=s, padding=p)
    dw = grad.conv2d_weight(x, w.shape, d, stride=s, padding=p)
    return dx.numpy(), dw.numpy(), d.sum((0, 2, 3)).numpy()

# %% q5
def conv_output_size(n, k, stride=1, padding=0, dilation=1):
    if dilation * (k - 1) + 1 > n + 2 * padding:
        raise ValueError("kernel larger than the padded image")
    layer = torch.nn.Conv1d(1, 1, int(k), int(stride), int(padding), int(dilation), device="meta")
    return layer(torch.zeros(1, 1, int(n), device="meta")).shape[-1]

def receptive_field(layers):
    r, j = 1, 1
    for k, s, d in layers:
        r, j = r + (k - 1) * d * j, j * s
    return r, j

def conv_param_count(c_in, c_out, k, groups=1, bias=True):
    layer = torch.nn.Conv2d(int(c_in), int(c_out), int(k), groups=int(groups), bias=bias, device="meta")
    return sum(p.numel() for p in layer.parameters())

# %% q6
from torch import nn

class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        nn.Module.__init__(self)
        layers = {"conv1": nn.Conv2d(c_in, c_out, 3, stride, 1), "conv2": nn.Conv2d(c_out, c_out, 3, 1, 1)}
        if (c_in, stride) != (c_out, 1):
            layers["shortcut"] = nn.Conv2d(c_in, c_out, 1, stride, 0)
        for name, layer in layers.items():
            self.add_module(name, layer)

    def forward(self, x):
        residual = nn.Sequential(self.conv1, nn.ReLU(), self.conv2)(x)
        way = getattr(self, "shortcut", nn.Identity())
        return torch.stack([residual, way(x)]).sum(dim=0).clamp(min=0)
