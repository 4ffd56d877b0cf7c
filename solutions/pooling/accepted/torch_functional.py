# /// solution
# why = "torch does the work, NumPy arrays come back."
# ///
# %% q1
import torch
import torch.nn.functional as F

def max_pool2d(x, size, stride):
    return F.max_pool2d(torch.from_numpy(x), size, stride).numpy()

# %% q2
def max_pool2d_backward(x, dout, size, stride):
    t = torch.tensor(x, requires_grad=True)
    F.max_pool2d(t, size, stride).backward(torch.tensor(dout))
    return t.grad.numpy()

# %% q3
def avg_pool2d(x, size, stride):
    return F.avg_pool2d(torch.from_numpy(x), size, stride).numpy()

def avg_pool2d_backward(x, dout, size, stride):
    t = torch.tensor(x, requires_grad=True)
    F.avg_pool2d(t, size, stride).backward(torch.tensor(dout))
    return t.grad.numpy()

# %% q4
def global_avg_pool(x):
    return F.adaptive_avg_pool2d(torch.from_numpy(x), 1).flatten(1).numpy()
