# /// solution
# why = "One-hot tables, einsum and logaddexp; returns NumPy scalars, 0-d arrays, Fortran order and lists of lists."
# ///
# %% q1
def lq_loss(s, y, q):
    return np.asarray(np.einsum("nc->", np.power(np.abs(s - y), q)) / np.float64(s.shape[0]))

def lq_grad(s, y, q):
    d = s - y
    return np.asfortranarray(np.where(d == 0, 0, q * np.power(np.abs(d), q - 1) * np.where(d > 0, 1, -1)) / len(d))

def mse_loss(y_hat, y, form):
    if y_hat.shape != y.shape:
        raise ValueError(f"{y_hat.shape} and {y.shape}")
    d = (y_hat - y).reshape(len(y), -1)
    each = np.einsum("nc,nc->n", d, d)
    if form == "half_sum":
        return 0.5 * each.sum()
    return each.mean() if form == "mean" else 0.5 * each.mean()

# %% q2
def log_softmax(z, axis=-1):
    return np.asfortranarray(z - np.logaddexp.reduce(z, axis=axis, keepdims=True))

def softmax(z, axis=-1):
    return np.exp(log_softmax(z, axis=axis))

# %% q3
def cross_entropy(logits, y):
    Y = np.eye(logits.shape[1], dtype=logits.dtype)[y]
    log_p = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    return np.asarray(-(Y * log_p).sum() / len(Y))

def cross_entropy_grad(logits, y):
    Y = np.eye(logits.shape[1], dtype=logits.dtype)[y]
    p = np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))
    return np.asfortranarray((p - Y) / logits.dtype.type(len(Y)))

# %% q4
def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    # y = 1 costs log(1 + e^-z), y = 0 costs log(1 + e^z)
    z = np.einsum("nd,d->n", X, w) + b
    costs = np.logaddexp(0, np.where(np.asarray(y) == 1, -z, z))
    return {"sum": np.sum, "mean": np.mean}[reduction](costs) + 0.5 * lam * np.linalg.norm(w) ** 2

def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    a = np.exp(-np.logaddexp(0, -(X @ w + b)))
    dz = (a - y) * (1 / len(y) if reduction == "mean" else 1)
    return [np.einsum("n,nd->d", dz, X) + lam * w, np.asarray(dz.sum())]

# %% q5
def kfold_indices(n, k, perm):
    which = np.empty(n, dtype=int)  # the fold of each place of perm
    which[:] = np.repeat(np.arange(k), [n // k + (i < n % k) for i in range(k)])
    return tuple((perm[which != i], perm[which == i].tolist()) for i in range(k))

def select_model(cv_scores, higher_is_better):
    sign = 1 if higher_is_better else -1
    return np.argmax(sign * np.einsum("mk->m", cv_scores))

# %% q6
def fit_softmax(X, y, C, seed):
    # few full steps with momentum from 0: stops before the noise is learnt
    Y, theta, v = np.eye(C)[y], np.zeros((C, X.shape[1] + 1)), 0.0
    Z = np.concatenate([X, np.ones((len(X), 1))], axis=1)
    for _ in range(30):
        p = np.exp(Z @ theta.T - np.logaddexp.reduce(Z @ theta.T, axis=1, keepdims=True))
        v = 0.5 * v + 0.1 * (p - Y).T @ Z / len(Z)
        theta = theta - v
    return theta[:, :-1].tolist(), theta[:, -1].tolist()
