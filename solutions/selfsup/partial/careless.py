# /// solution
# why = "Right in the middle, careless at the edges: rows of zeros, large exponents, empty sets, gradients, the end of the queue."
# scores = { q1 = 4.5, q2 = 3, q3 = 3.75, q4 = 1.5 }
# fails = { q1 = ["brackets of exactly 0"], q2 = ["two rows, and one of zeros", "cosines of several batches", "empty sets and large exponents"], q3 = ["one picture, low temperatures, equal views"], q4 = ["one query, two old keys", "around the end of the queue", "who learns", "one batch of keys", "whole queues, no keys"] }
# ///
# %% q1
def triplet_loss(f_a, f_p, f_n, alpha):
    return np.maximum(((f_a - f_p) ** 2).sum(axis=1) - ((f_a - f_n) ** 2).sum(axis=1) + alpha, 0).sum()

def triplet_loss_grad(f_a, f_p, f_n, alpha):
    off = ((f_a - f_p) ** 2).sum(axis=1) - ((f_a - f_n) ** 2).sum(axis=1) + alpha < 0
    out = [2 * (f_n - f_p), 2 * (f_p - f_a), 2 * (f_a - f_n)]
    for g in out:
        g[off] = 0
    return out

def mine_triplets(D, labels, kind, alpha):
    rows = []
    for a in range(len(D)):
        same = [p for p in range(len(D)) if labels[p] == labels[a] and p != a]
        other = [n for n in range(len(D)) if labels[n] != labels[a]]
        if kind == "hard" and same and other:
            rows.append((a, max(same, key=lambda p: D[a, p]), min(other, key=lambda n: D[a, n])))
        if kind == "semi_hard":
            for p in same:
                near = [n for n in other if D[a, p] < D[a, n] < D[a, p] + alpha]
                if near:
                    rows.append((a, p, min(near, key=lambda n: D[a, n])))
    return np.array(rows, dtype=int).reshape(len(rows), 3)

# %% q2
def cosine_similarity_matrix(X):
    return X @ X.T / np.linalg.norm(X, axis=1)[:, None] / np.linalg.norm(X, axis=1)

def multi_similarity_loss(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    same = labels[:, None] == labels
    pull = ((same & ~np.eye(len(S), dtype=bool)) * np.exp(-alpha * (S - lam))).sum(axis=1)
    push = (~same * np.exp(beta * (S - lam))).sum(axis=1)
    return np.mean(np.log(1 + pull) / alpha + np.log(1 + push) / beta)

def multi_similarity_grad(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    same = labels[:, None] == labels
    pull = (same & ~np.eye(len(S), dtype=bool)) * np.exp(-alpha * (S - lam))
    push = ~same * np.exp(beta * (S - lam))
    return (push / (1 + push.sum(axis=1, keepdims=True)) - pull / (1 + pull.sum(axis=1, keepdims=True))) / len(S)

# %% q3
def positive_indices(N):
    return list(range(N, 2 * N)) + list(range(N))

def nt_xent_loss(z1, z2, temperature):
    z = torch.cat([z1, z2])
    z = z / z.norm(dim=1, keepdim=True)
    e = torch.exp(z @ z.T / temperature)
    N = len(z1)
    right = torch.cat([e.diagonal(N), e.diagonal(-N)])
    return -torch.log(right / (e.sum(dim=1) - e.diagonal())).mean()

# %% q4
def moco_loss(q, k, queue, temperature=0.07):
    q, k = q / q.norm(dim=1, keepdim=True), k / k.norm(dim=1, keepdim=True)
    logits = torch.cat([(q * k).sum(1, keepdim=True), q @ queue.T], dim=1) / temperature
    return -logits.log_softmax(dim=1)[:, 0].mean()

def momentum_update(theta_k, theta_q, m=0.999):
    return m * theta_k + (1 - m) * theta_q

def queue_enqueue(queue, ptr, keys):
    out = queue.clone()
    for i in range(len(keys)):
        out[(ptr + i) % len(queue)] = keys[i]
    return out, ptr + len(keys)
