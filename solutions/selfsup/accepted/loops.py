# /// solution
# why = "Loops over triplets, anchors and pairs, plain Python numbers where a number is asked for."
# ///
# %% q1
def bracket(a, p, n, alpha):
    return sum((x - y) ** 2 for x, y in zip(a, p)) - sum((x - y) ** 2 for x, y in zip(a, n)) + alpha

def triplet_loss(f_a, f_p, f_n, alpha):
    return sum(max(0.0, float(bracket(a, p, n, alpha))) for a, p, n in zip(f_a, f_p, f_n))

def triplet_loss_grad(f_a, f_p, f_n, alpha):
    da, dp, dn = np.zeros_like(f_a), np.zeros_like(f_p), np.zeros_like(f_n)
    for i, (a, p, n) in enumerate(zip(f_a, f_p, f_n)):
        if bracket(a, p, n, alpha) > 0:
            da[i], dp[i], dn[i] = 2 * (n - p), 2 * (p - a), 2 * (a - n)
    return da, dp, dn

def mine_triplets(D, labels, kind, alpha):
    rows, N = [], len(labels)
    for a in range(N):
        best = None
        for p in range(N):
            if p == a or labels[p] != labels[a]:
                continue
            if kind == "hard":
                if best is None or D[a][p] > D[a][best]:
                    best = p
                continue
            nearest = None
            for n in range(N):
                if labels[n] != labels[a] and D[a][p] < D[a][n] < D[a][p] + alpha:
                    if nearest is None or D[a][n] < D[a][nearest]:
                        nearest = n
            if nearest is not None:
                rows.append([a, p, nearest])
        others = [n for n in range(N) if labels[n] != labels[a]]
        if best is not None and others:
            rows.append([a, best, min(others, key=lambda n: D[a][n])])
    return np.array(rows) if rows else np.empty((0, 3), dtype=int)

# %% q2
import math

def cosine_similarity_matrix(X):
    out = np.zeros((len(X), len(X)))
    for i, x in enumerate(X):
        for j, y in enumerate(X):
            if x.any() and y.any():
                out[i, j] = x @ y / (np.linalg.norm(x) * np.linalg.norm(y))
    return out

def log_one_plus_sum(xs):
    top = max([0.0, *xs])
    return top + math.log(math.exp(-top) + sum(math.exp(x - top) for x in xs))

def multi_similarity_loss(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    total, m = 0.0, len(labels)
    for i in range(m):
        total += log_one_plus_sum([-alpha * (float(S[i, j]) - lam) for j in range(m) if j != i and labels[j] == labels[i]]) / alpha
        total += log_one_plus_sum([beta * (float(S[i, j]) - lam) for j in range(m) if labels[j] != labels[i]]) / beta
    return total / m

def multi_similarity_grad(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    m = len(labels)
    out = np.zeros((m, m))
    for i in range(m):
        for sign, scale, js in (
            (-1, alpha, [j for j in range(m) if j != i and labels[j] == labels[i]]),
            (1, beta, [j for j in range(m) if labels[j] != labels[i]]),
        ):
            xs = [sign * scale * (float(S[i, j]) - lam) for j in js]
            whole = log_one_plus_sum(xs)
            for j, x in zip(js, xs):
                out[i, j] = sign * math.exp(x - whole) / m
    return out

# %% q3
def positive_indices(N):
    return [i + N if i < N else i - N for i in range(2 * N)]

def nt_xent_loss(z1, z2, temperature):
    z = [row / torch.linalg.vector_norm(row) for row in (*z1, *z2)]
    total = 0
    for i, j in enumerate(positive_indices(len(z1))):
        scores = torch.stack([z[i] @ z[k] / temperature for k in range(len(z)) if k != i])
        total = total + torch.logsumexp(scores, dim=0) - z[i] @ z[j] / temperature
    return total / len(z)

# %% q4
def moco_loss(q, k, queue, temperature=0.07):
    total = 0
    for one, key in zip(q, k.detach()):
        one = one / one.norm()
        scores = [one @ key / key.norm(), *(one @ old for old in queue.detach())]
        total = total - torch.log_softmax(torch.stack(scores) / temperature, dim=0)[0]
    return total / len(q)

def momentum_update(theta_k, theta_q, m=0.999):
    return theta_k + (1 - m) * (theta_q - theta_k)

def queue_enqueue(queue, ptr, keys):
    rows = list(queue)
    for key in keys:
        rows[ptr] = key
        ptr = (ptr + 1) % len(rows)
    return torch.stack(rows), ptr

# %% q5
def cosine(p, z):
    return torch.stack([a @ b / (a.norm() * b.norm()) for a, b in zip(p, z.detach())]).mean()

def byol_loss(p, z_target):
    return 2 - 2 * cosine(p, z_target)

def byol_symmetric_loss(p1, p2, z1, z2):
    return 4 - 2 * cosine(p1, z2) - 2 * cosine(p2, z1)

def simsiam_loss(p1, p2, z1, z2):
    return -(cosine(p1, z2) + cosine(p2, z1)) / 2

def ema_decay_schedule(step, total, base=0.996):
    import math
    return 1.0 - (1.0 - base) * (math.cos(math.pi * step / total) + 1.0) / 2.0

# %% q6
def invariance_term(z1, z2):
    return sum(((a - b) ** 2).sum() for a, b in zip(z1, z2)) / len(z1)

def variance_term(z, gamma=1.0, eps=1e-4):
    n, d = z.shape
    total = 0
    for j in range(d):
        x = z[:, j]
        total = total + torch.relu(gamma - torch.sqrt(((x - x.mean()) ** 2).sum() / (n - 1) + eps))
    return total / d

def covariance_term(z):
    n, d = z.shape
    z = z - z.mean(dim=0)
    total = 0 * z.sum()
    for i in range(d):
        for j in range(d):
            if i != j:
                total = total + ((z[:, i] * z[:, j]).sum() / (n - 1)) ** 2
    return total / d

def vicreg_loss(z1, z2, lam=25.0, mu=25.0, nu=1.0):
    near = invariance_term(z1, z2)
    return lam * near + mu * (variance_term(z1) + variance_term(z2)) + nu * (covariance_term(z1) + covariance_term(z2))
