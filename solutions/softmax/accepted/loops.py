# /// solution
# why = "Plain loops and the math module."
# ///
# %% q1
def lq_loss(s, y, q):
    total = 0.0
    for i in range(s.shape[0]):
        for j in range(s.shape[1]):
            total += abs(s[i, j] - y[i, j]) ** q
    return total / s.shape[0]

def lq_grad(s, y, q):
    G = np.zeros(s.shape)
    for i in range(s.shape[0]):
        for j in range(s.shape[1]):
            d = s[i, j] - y[i, j]
            if d > 0:
                G[i, j] = q * d ** (q - 1) / s.shape[0]
            elif d < 0:
                G[i, j] = -q * (-d) ** (q - 1) / s.shape[0]
    return G

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ")
    total = 0.0
    for a, b in zip(y_hat.ravel(), y.ravel()):
        total += (a - b) ** 2
    if form == "half_sum":
        return total / 2
    n = y_hat.shape[0]
    return total / n if form == "mean" else total / (2 * n)

# %% q2
import math

def softmax(z, axis=-1):
    p = np.array(z)
    rows = np.moveaxis(p, axis, -1)
    for index in np.ndindex(rows.shape[:-1]):
        m = max(rows[index])
        powers = [math.exp(v - m) for v in rows[index]]
        rows[index] = [e / sum(powers) for e in powers]
    return p

def log_softmax(z, axis=-1):
    p = np.array(z)
    rows = np.moveaxis(p, axis, -1)
    for index in np.ndindex(rows.shape[:-1]):
        m = max(rows[index])
        log_sum = m + math.log(sum(math.exp(v - m) for v in rows[index]))
        rows[index] = [v - log_sum for v in rows[index]]
    return p

# %% q3
import math

def cross_entropy(logits, y):
    loss = 0.0
    for z, label in zip(logits, y):
        m = max(z)
        loss += m + math.log(sum(math.exp(v - m) for v in z)) - z[label]
    return loss / len(y)

def cross_entropy_grad(logits, y):
    G = np.zeros_like(logits)
    for i, z in enumerate(logits):
        m = max(z)
        total = sum(math.exp(v - m) for v in z)
        for k in range(len(z)):
            G[i, k] = (math.exp(z[k] - m) / total - (k == y[i])) / len(y)
    return G

# %% q4
import math

def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    J = 0.0
    for x, label in zip(X, y):
        z = sum(xi * wi for xi, wi in zip(x, w)) + b
        J += max(z, 0) - z * label + math.log1p(math.exp(-abs(z)))
    if reduction == "mean":
        J /= len(y)
    return J + lam / 2 * sum(wi * wi for wi in w)

def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    dw, db = np.zeros(len(w)), 0.0
    for x, label in zip(X, y):
        z = float(x @ w + b)
        a = 1 / (1 + math.exp(-z)) if z > 0 else 1 - 1 / (1 + math.exp(z))
        dw = dw + (a - label) * x
        db += a - label
    if reduction == "mean":
        dw, db = dw / len(y), db / len(y)
    return dw + lam * w, db

# %% q5
def kfold_indices(n, k, perm):
    folds, start = [], 0
    for i in range(k):
        size = n // k
        if i < n % k:
            size += 1
        val = [int(p) for p in perm[start : start + size]]
        train = [j for j in range(n) if j not in val]
        folds.append([np.array(train), np.array(val)])
        start += size
    return folds

def select_model(cv_scores, higher_is_better):
    best, best_mean = 0, None
    for i, row in enumerate(cv_scores):
        mean = sum(row) / len(row)
        if best_mean is None or (mean > best_mean if higher_is_better else mean < best_mean):
            best, best_mean = i, mean
    return best

# %% q6
def fit_softmax(X, y, C, seed):
    # no search: a fixed, rather strong penalty
    W, b = np.zeros((C, X.shape[1])), np.zeros(C)
    rng = np.random.default_rng(seed)
    for epoch in range(20):
        for i in rng.permutation(len(X)):
            z = W @ X[i] + b
            e = np.exp(z - z.max())
            g = e / e.sum()
            g[y[i]] -= 1
            W -= 0.02 * (np.outer(g, X[i]) + 0.1 * W)
            b -= 0.02 * g
    return W, b
