# /// solution
# why = "torch and its autograd inside, NumPy arrays outside."
# ///
# %% q1
import torch
import torch.nn.functional as F

def lq_loss(s, y, q):
    return float((torch.tensor(s) - torch.tensor(y)).abs().pow(q).sum(dim=1).mean())

def lq_grad(s, y, q):
    d = (torch.tensor(s) - torch.tensor(y)).requires_grad_()
    d.abs().pow(q).sum(dim=1).mean().backward()
    return d.grad.numpy()

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError("shapes")
    total = F.mse_loss(torch.tensor(y_hat), torch.tensor(y), reduction="sum").item()
    return total / {"mean": len(y), "half_sum": 2, "half_mean": 2 * len(y)}[form]

# %% q2
import torch

def softmax(z, axis=-1):
    return torch.softmax(torch.tensor(z), dim=axis).numpy()

def log_softmax(z, axis=-1):
    return torch.log_softmax(torch.tensor(z), dim=axis).numpy()

# %% q3
import torch
import torch.nn.functional as F

def cross_entropy(logits, y):
    return F.cross_entropy(torch.tensor(logits), torch.tensor(y, dtype=torch.int64)).item()

def cross_entropy_grad(logits, y):
    z = torch.tensor(logits, requires_grad=True)
    F.cross_entropy(z, torch.tensor(y, dtype=torch.int64)).backward()
    return z.grad.numpy()

# %% q4
import torch
import torch.nn.functional as F

def _cost(X, y, w, b, lam, reduction):
    z = torch.tensor(X) @ w + b
    target = torch.tensor(y).to(z.dtype)
    return F.binary_cross_entropy_with_logits(z, target, reduction=reduction) + lam / 2 * w.square().sum()

def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    return _cost(X, y, torch.tensor(w), float(b), lam, reduction).item()

def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    w = torch.tensor(w, requires_grad=True)
    b = torch.tensor(float(b), dtype=w.dtype, requires_grad=True)
    _cost(X, y, w, b, lam, reduction).backward()
    return w.grad.numpy(), b.grad.item()

# %% q6
import torch
import torch.nn.functional as F

def fit_softmax(X, y, C, seed):
    torch.manual_seed(seed)
    layer = torch.nn.Linear(X.shape[1], C, dtype=torch.float64)
    optimizer = torch.optim.Adam(layer.parameters(), lr=0.05)
    inputs, labels = torch.tensor(X), torch.tensor(y)
    for _ in range(100):
        optimizer.zero_grad()
        loss = F.cross_entropy(layer(inputs), labels) + 0.05 * layer.weight.square().sum()
        loss.backward()
        optimizer.step()
    return layer.weight.detach().numpy(), layer.bias.detach().numpy()
