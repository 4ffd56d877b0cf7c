# /// solution
# why = "Whole arrays, other decompositions than the official answers."
# ///
# %% q1
def polynomial_features(x, degree):
    return np.vander(x, degree + 1, increasing=True)

def rbf_features(x, centers, s):
    away = np.subtract.outer(x, centers) / s
    return np.exp(-0.5 * away * away)

def fit_linear_basis(Phi, y, lam=0.0):
    M = Phi.shape[1]
    rows = np.vstack([Phi, np.sqrt(lam) * np.eye(M)])
    return np.linalg.lstsq(rows, np.concatenate([y, np.zeros(M)]), rcond=None)[0]

# %% q2
def soft_threshold(u, t):
    return np.maximum(u - t, 0) + np.minimum(u + t, 0)

def ista(D, x, lam, n_iter):
    G, Dx = D.T @ D, D.T @ x
    L = np.linalg.eigvalsh(G)[-1]
    a = np.zeros_like(Dx)
    for _ in range(n_iter):
        a = soft_threshold(a - (G @ a - Dx) / L, lam / L)
    return a

# %% q3
def whiten_zca(X):
    X = X - np.mean(X, axis=0, keepdims=True)
    U, _, Vt = np.linalg.svd(X, full_matrices=False)
    return np.sqrt(len(X)) * U @ Vt

# %% q4
def symmetric_decorrelation(W):
    v, E = np.linalg.eigh(W @ W.T)
    return E @ np.diag(v**-0.5) @ E.T @ W

def fast_ica(X, W0, n_iter, fun="tanh"):
    Z = whiten_zca(X).T
    g, slope = {
        "tanh": (np.tanh, lambda u: 1 / np.cosh(u) ** 2),
        "cube": (lambda u: u**3, lambda u: 3 * u * u),
    }[fun]
    W = symmetric_decorrelation(W0)
    for _ in range(n_iter):
        U = W @ Z
        W = symmetric_decorrelation(g(U) @ Z.T / Z.shape[1] - np.diag(np.mean(slope(U), axis=1)) @ W)
    return (W @ Z).T, W

# %% q5
def som_bmu(W, x):
    return np.linalg.norm(W - x, axis=1).argmin()

def som_update(W, grid, x, lr, sigma):
    g = grid[som_bmu(W, x)]
    h = np.exp(-0.5 * (np.linalg.norm(grid - g, axis=1) / sigma) ** 2)
    return (1 - lr * h)[:, None] * W + np.outer(lr * h, x)
