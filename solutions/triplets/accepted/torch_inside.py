# /// solution
# why = "torch inside, tensors outside."
# ///
# %% q1
import torch

def contrastive_loss(d, same, margin):
    d, same = torch.tensor(d), torch.tensor(same)
    return torch.where(same == 1, d**2, torch.relu(margin - d) ** 2).sum() / 2

# %% q2
import torch

def all_triplets(labels):
    y = torch.tensor(labels)
    same = y[:, None] == y[None, :]
    other = same & ~torch.eye(len(y), dtype=torch.bool)
    return torch.nonzero(other[:, :, None] & ~same[:, None, :])

# %% q3
import torch

def batch_triplet_loss(X, labels, alpha):
    X = torch.tensor(X)
    a, p, n = all_triplets(labels).T
    cost = torch.relu((X[a] - X[p]).pow(2).sum(1) - (X[a] - X[n]).pow(2).sum(1) + alpha)
    return cost.sum(), torch.count_nonzero(cost)

# %% q4
import torch
import torch.nn.functional as F

def pull_and_push(s_pos, s_neg, alpha, beta, lam):
    p, n = torch.tensor(s_pos), torch.tensor(s_neg)
    zero = torch.zeros(1, dtype=p.dtype)
    return (
        torch.logsumexp(torch.cat([zero, -alpha * (p - lam)]), 0) / alpha,
        torch.logsumexp(torch.cat([zero, beta * (n - lam)]), 0) / beta,
    )

def deviance(s_pos, s_neg, alpha, beta, lam):
    p, n = torch.tensor(s_pos), torch.tensor(s_neg)
    near, far = F.softplus(alpha * (lam - p)), F.softplus(beta * (n - lam))
    return torch.nan_to_num(near.mean()) + torch.nan_to_num(far.mean())
