# /// solution
# why = "Computes with torch and returns NumPy arrays."
# ///
# %% q2
import torch
import torch.nn.functional as F

def multiclass_hinge(scores, y, delta):
    s, t = torch.from_numpy(scores), torch.from_numpy(np.asarray(y, dtype=np.int64))
    return float(F.multi_margin_loss(s, t, margin=float(delta)) * s.shape[1])

# %% q3
import torch

def hinge_grad_scores(scores, y, delta):
    s = torch.tensor(scores, requires_grad=True)
    rows = torch.arange(len(y))
    margins = torch.relu(s - s[rows, torch.as_tensor(y)][:, None] + delta)
    mask = torch.ones_like(margins)
    mask[rows, torch.as_tensor(y)] = 0
    (margins * mask).sum().backward()
    return s.grad.numpy()
