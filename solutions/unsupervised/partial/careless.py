# /// solution
# why = "Right in the middle, careless at the edges: singular systems, no step, starts that are not orthogonal, ties, one column."
# scores = { q1 = 2.5, q2 = 3.5, q3 = 2, q4 = 4, q5 = 2 }
# fails = { q1 = ["the parabola", "more functions than samples", "functions that repeat"], q2 = ["no step, no price, too high a price, one atom"], q3 = ["one column, clouds far away, as few samples as may be"], q4 = ["no step, one signal, a slanted start"], q5 = ["winners", "winners of many samples", "ties, a net of triangles, one unit, whole steps and none"] }
# ///
# %% q1
def polynomial_features(x, degree):
    return np.power.outer(x, np.arange(degree + 1))

def rbf_features(x, centers, s):
    return np.exp(-0.5 * ((x[:, np.newaxis] - centers[np.newaxis]) / s) ** 2)

def fit_linear_basis(Phi, y, lam=0.0):
    return np.linalg.solve(Phi.T @ Phi + lam * np.identity(len(Phi.T)), Phi.T @ y)

# %% q2
def soft_threshold(u, t):
    return np.sign(u) * np.clip(abs(u) - t, 0, None)

def ista(D, x, lam, n_iter):
    L = np.linalg.eigvalsh(D.T @ D).max()
    a = soft_threshold(D.T @ x / L, lam / L)  # the first step, from 0
    for _ in range(n_iter - 1):
        a = soft_threshold(a + D.T @ (x - D @ a) / L, lam / L)
    return a

# %% q3
def whiten_zca(X):
    v, V = np.linalg.eigh(np.cov(X.T, bias=True))  # one column: a number, and eigh wants a matrix
    return (X - X.mean(0)) @ V @ np.diag(v**-0.5) @ V.T

# %% q4
def symmetric_decorrelation(W):
    U, _, Vt = np.linalg.svd(W)
    return U @ Vt

def fast_ica(X, W0, n_iter, fun="tanh"):
    Z, W = whiten_zca(X), W0
    for _ in range(n_iter):
        U = Z @ W.T
        g, slope = (np.tanh(U), 1 - np.tanh(U) ** 2) if fun == "tanh" else (U**3, 3 * U**2)
        W = symmetric_decorrelation(g.T @ Z / len(Z) - (W.T * slope.mean(0)).T)
    return Z @ W.T, W

# %% q5
def som_bmu(W, x):
    best, least = 0, np.inf
    for k in range(len(W)):
        if np.linalg.norm(W[k] - x) <= least:
            best, least = k, np.linalg.norm(W[k] - x)
    return best

def som_update(W, grid, x, lr, sigma):
    c = som_bmu(W, x)
    h = np.exp(-((grid - grid[c]) ** 2).sum(1) / (2 * sigma**2))
    return W + (lr * h).reshape(-1, 1) * (x - W)
