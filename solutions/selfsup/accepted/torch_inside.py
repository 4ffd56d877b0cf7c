# /// solution
# why = "torch inside of questions 1 and 2, too, gradients by autograd; torch's own losses elsewhere."
# ///
# %% q1
import torch.nn.functional as F

def squared(u, v):
    return (u - v).pow(2).sum(dim=1)

def triplet_loss(f_a, f_p, f_n, alpha):
    a, p, n = map(torch.tensor, (f_a, f_p, f_n))
    return F.triplet_margin_with_distance_loss(a, p, n, distance_function=squared, margin=alpha, reduction="sum") if alpha > 0 else torch.relu(squared(a, p) - squared(a, n)).sum()

def triplet_loss_grad(f_a, f_p, f_n, alpha):
    a, p, n = (torch.tensor(f, requires_grad=True) for f in (f_a, f_p, f_n))
    return torch.autograd.grad(torch.relu(squared(a, p) - squared(a, n) + alpha).sum(), (a, p, n))

def mine_triplets(D, labels, kind, alpha):
    D, y = torch.tensor(D), torch.tensor(labels)
    rows = []
    for a in range(len(y)):
        positives = [int(p) for p in torch.nonzero(y == y[a])[:, 0] if p != a]
        if kind == "hard" and positives:
            positives = [positives[int(torch.argmax(D[a][positives]))]]
        for p in positives:
            allowed = y != y[a]
            if kind != "hard":
                allowed = allowed & (D[a] > D[a, p]) & (D[a] < D[a, p] + alpha)
            if allowed.any():
                rows.append((a, p, int(torch.argmin(D[a].masked_fill(~allowed, float("inf"))))))
    return torch.tensor(rows, dtype=torch.int64).reshape(-1, 3)

# %% q2
import torch.nn.functional as F

def cosine_similarity_matrix(X):
    X = F.normalize(torch.tensor(X), dim=1)
    return X @ X.T

def ms(S, labels, alpha, beta, lam):
    y = torch.tensor(labels)
    same, own = y[:, None] == y[None, :], torch.eye(len(y), dtype=torch.bool)
    zero = torch.zeros(len(y), 1, dtype=S.dtype)
    pull = torch.cat([zero, (-alpha * (S - lam)).masked_fill(~same | own, float("-inf"))], dim=1).logsumexp(dim=1)
    push = torch.cat([zero, (beta * (S - lam)).masked_fill(same, float("-inf"))], dim=1).logsumexp(dim=1)
    return (pull / alpha + push / beta).mean()

def multi_similarity_loss(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    return ms(torch.tensor(S), labels, alpha, beta, lam)

def multi_similarity_grad(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    S = torch.tensor(S, requires_grad=True)
    ms(S, labels, alpha, beta, lam).backward()
    return S.grad

# %% q3
import torch.nn.functional as F

def positive_indices(N):
    return torch.cat([torch.arange(N, 2 * N), torch.arange(N)])

def nt_xent_loss(z1, z2, temperature):
    z = torch.cat([z1, z2])
    s = F.cosine_similarity(z[:, None, :], z[None, :, :], dim=2) / temperature
    s = s.fill_diagonal_(-torch.inf)
    return F.nll_loss(F.log_softmax(s, dim=1), positive_indices(len(z1)))

# %% q4
import torch.nn.functional as F

def moco_loss(q, k, queue, temperature=0.07):
    pos = F.cosine_similarity(q, k.detach(), dim=1)
    neg = F.normalize(q, dim=1).mm(queue.detach().t())
    logits = torch.hstack([pos[:, None], neg]).div(temperature)
    return -logits.log_softmax(dim=1)[:, 0].mean()

def momentum_update(theta_k, theta_q, m=0.999):
    return theta_k.clone().mul_(m).add_(theta_q, alpha=1 - m)

def queue_enqueue(queue, ptr, keys):
    queue, N = queue.clone(), keys.size(0)
    end = min(queue.size(0), ptr + N)
    queue[ptr:end] = keys[: end - ptr]
    queue[: N - (end - ptr)] = keys[end - ptr :]
    return queue, torch.tensor((ptr + N) % queue.size(0))

# %% q5
import torch.nn.functional as F

def byol_loss(p, z_target):
    return F.mse_loss(F.normalize(p, dim=1), F.normalize(z_target.detach(), dim=1)) * p.shape[1]

def byol_symmetric_loss(p1, p2, z1, z2):
    return byol_loss(torch.cat([p1, p2]), torch.cat([z2, z1])) * 2

def simsiam_loss(p1, p2, z1, z2):
    return -F.cosine_similarity(torch.cat([p1, p2]), torch.cat([z2, z1]).detach()).mean()

def ema_decay_schedule(step, total, base=0.996):
    return 1 - (1 - base) * (torch.cos(torch.tensor(torch.pi * step / total, dtype=torch.float64)) + 1) / 2

# %% q6
import torch.nn.functional as F

def invariance_term(z1, z2):
    return torch.linalg.matrix_norm(z1 - z2).square() / z1.size(0)

def variance_term(z, gamma=1.0, eps=1e-4):
    return F.relu(gamma - torch.sqrt(torch.var(z, dim=0, unbiased=True) + eps)).sum() / z.size(1)

def covariance_term(z):
    z = z - z.mean(0)
    C = torch.einsum("ni,nj->ij", z, z) / (z.size(0) - 1)
    return ((C - torch.diag(torch.diag(C))) ** 2).sum() / z.size(1)

def vicreg_loss(z1, z2, lam=25.0, mu=25.0, nu=1.0):
    return lam * invariance_term(z1, z2) + mu * (variance_term(z1) + variance_term(z2)) + nu * (covariance_term(z1) + covariance_term(z2))
