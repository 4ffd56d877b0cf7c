# /// solution
# why = "Array operations throughout, other formulas than the official ones."
# ///
# %% q1
def triplet_loss(f_a, f_p, f_n, alpha):
    near, far = f_a - f_p, f_a - f_n
    brackets = np.einsum("nd,nd->n", near, near) - np.einsum("nd,nd->n", far, far) + alpha
    return float(brackets[brackets > 0].sum())

def triplet_loss_grad(f_a, f_p, f_n, alpha):
    brackets = np.square(f_a - f_p).sum(-1) - np.square(f_a - f_n).sum(-1) + alpha
    on = np.where(brackets > 0, 2.0, 0.0).reshape(-1, 1)
    dp, dn = on * (f_p - f_a), on * (f_a - f_n)
    return -dp - dn, dp, dn

def mine_triplets(D, labels, kind, alpha):
    N = len(labels)
    same = np.equal.outer(labels, labels)
    positive = same & ~np.eye(N, dtype=bool)
    if kind == "hard":
        far = np.where(positive, D, -np.inf).argmax(axis=1)
        near = np.where(same, np.inf, D).argmin(axis=1)
        able = np.flatnonzero(positive.any(axis=1) & ~same.all(axis=1))
        return np.stack([able, far[able], near[able]], axis=1)
    inside = (~same)[:, None, :] & (D[:, None, :] > D[:, :, None]) & (D[:, None, :] < D[:, :, None] + alpha)
    a, p = np.nonzero(positive & inside.any(axis=2))
    n = np.where(inside, D[:, None, :], np.inf)[a, p].argmin(axis=1)
    return np.column_stack([a, p, n])

# %% q2
def cosine_similarity_matrix(X):
    dots = X @ X.T
    long = np.sqrt(np.diag(dots))
    long = np.where(long == 0, 1, long)
    return dots / np.outer(long, long)

def multi_similarity_loss(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    same = labels[:, None] == labels[None, :]
    own = np.eye(len(S), dtype=bool)
    total = 0
    for scale, wanted in ((-alpha, same & ~own), (beta, ~same)):
        x = np.concatenate([np.zeros((len(S), 1)), np.where(wanted, scale * (S - lam), -np.inf)], axis=1)
        total = total + np.logaddexp.reduce(x, axis=1) / abs(scale)
    return total.mean()

def multi_similarity_grad(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    same = labels[:, None] == labels[None, :]
    own = np.eye(len(S), dtype=bool)
    out = np.zeros(S.shape)
    for scale, wanted in ((-alpha, same & ~own), (beta, ~same)):
        x = np.concatenate([np.zeros((len(S), 1)), np.where(wanted, scale * (S - lam), -np.inf)], axis=1)
        out += np.sign(scale) * np.exp(x - np.logaddexp.reduce(x, axis=1, keepdims=True))[:, 1:]
    return out / len(S)

# %% q3
def positive_indices(N):
    return np.roll(np.arange(2 * N), N)

def nt_xent_loss(z1, z2, temperature):
    z = torch.cat([z1, z2])
    z = z / z.norm(dim=1, keepdim=True)
    s = z @ z.T / temperature
    s = s - 1e9 * torch.eye(len(z), dtype=s.dtype)
    N = len(z1)
    return (torch.logsumexp(s, dim=1) - torch.cat([s.diagonal(N), s.diagonal(-N)])).mean()

# %% q4
def moco_loss(q, k, queue, temperature=0.07):
    with torch.no_grad():
        keys = k / k.norm(dim=1, keepdim=True)
        old = queue.clone()
    q = q / q.norm(dim=1, keepdim=True)
    right = torch.einsum("nd,nd->n", q, keys) / temperature
    wrong = torch.einsum("nd,kd->nk", q, old) / temperature
    return torch.nn.functional.softplus(torch.logsumexp(wrong, dim=1) - right).mean()

def momentum_update(theta_k, theta_q, m=0.999):
    return torch.lerp(theta_q, theta_k, m)

def queue_enqueue(queue, ptr, keys):
    K, N = len(queue), len(keys)
    rolled = torch.roll(queue, -ptr, dims=0)
    return torch.roll(torch.cat([keys, rolled[N:]]), ptr, dims=0), (ptr + N) % K

# %% q5
def byol_loss(p, z_target):
    z = z_target.detach()
    p, z = p / p.norm(dim=1, keepdim=True), z / z.norm(dim=1, keepdim=True)
    return (p - z).pow(2).sum(dim=1).mean()

def byol_symmetric_loss(p1, p2, z1, z2):
    return 4 + 4 * simsiam_loss(p1, p2, z1, z2)

def simsiam_loss(p1, p2, z1, z2):
    return (byol_loss(p1, z2) + byol_loss(p2, z1)) / 4 - 1

def ema_decay_schedule(step, total, base=0.996):
    return 1 - (1 - base) * np.cos(0.5 * np.pi * step / total) ** 2

# %% q6
def invariance_term(z1, z2):
    return torch.nn.functional.mse_loss(z1, z2) * z1.shape[1]

def variance_term(z, gamma=1.0, eps=1e-4):
    return torch.clamp(gamma - (torch.var(z, dim=0) + eps).sqrt(), min=0).mean()

def covariance_term(z):
    C = torch.cov(z.T).reshape(z.shape[1], z.shape[1])
    return C.masked_fill(torch.eye(len(C), dtype=torch.bool), 0).square().sum() / len(C)

def vicreg_loss(z1, z2, lam=25.0, mu=25.0, nu=1.0):
    terms = (invariance_term(z1, z2), variance_term(z1), variance_term(z2), covariance_term(z1), covariance_term(z2))
    return sum(w * t for w, t in zip((lam, mu, mu, nu, nu), terms))
