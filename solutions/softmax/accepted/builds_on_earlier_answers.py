# /// solution
# why = "Each answer calls the ones before it: the log-softmax, its gradient, the folds, the choice."
# ///
# %% q2
def log_softmax(z, axis=-1):
    z = z - np.max(z, axis=axis, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=axis, keepdims=True))

def softmax(z, axis=-1):
    return np.exp(log_softmax(z, axis))

# %% q3
def cross_entropy(logits, y):
    return -log_softmax(logits)[range(len(y)), y].mean()

def cross_entropy_grad(logits, y):
    p = softmax(logits)
    p[range(len(y)), y] -= 1
    return p / len(y)

# %% q4
def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    # class 1 has logit z, class 0 has logit 0
    z = X @ w + b
    two = log_softmax(np.stack([np.zeros_like(z), z], axis=1))
    losses = -two[range(len(y)), np.asarray(y).astype(int)]
    return getattr(losses, reduction)() + lam / 2 * w @ w

def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    z = X @ w + b
    dz = softmax(np.stack([np.zeros_like(z), z], axis=1))[:, 1] - y
    dz = dz / len(y) if reduction == "mean" else dz
    return X.T @ dz + lam * w, np.sum(dz)

# %% q5
def kfold_indices(n, k, perm):
    pairs, stop = [], 0
    for i in range(k):
        start, stop = stop, stop + n // k + (1 if i < n % k else 0)
        pairs.append((np.r_[perm[:start], perm[stop:]], perm[start:stop]))
    return pairs

def select_model(cv_scores, higher_is_better):
    means = list(np.mean(cv_scores, axis=1))
    return means.index(max(means) if higher_is_better else min(means))

# %% q6
def _train(X, y, C, lam):
    W, b = np.zeros((C, X.shape[1])), np.zeros(C)
    for _ in range(120):
        G = cross_entropy_grad(X @ W.T + b, y)
        W = W - 0.5 * (G.T @ X + lam * W)
        b = b - 0.5 * G.sum(axis=0)
    return W, b

def fit_softmax(X, y, C, seed):
    lams = [0.03, 0.1, 0.3]
    folds = kfold_indices(len(X), 5, np.random.default_rng(seed).permutation(len(X)))
    scores = np.zeros((len(lams), len(folds)))
    for i, lam in enumerate(lams):
        for j, (train, val) in enumerate(folds):
            W, b = _train(X[train], y[train], C, lam)
            scores[i, j] = cross_entropy(X[val] @ W.T + b, y[val])
    return _train(X, y, C, lams[select_model(scores, False)])
