# /// solution
# why = "Loops over samples, entries and units; lists where arrays are not needed."
# ///
# %% q1
def polynomial_features(x, degree):
    rows = []
    for number in x:
        row = [1.0]
        for _ in range(degree):
            row.append(row[-1] * float(number))
        rows.append(row)
    return np.array(rows)

def rbf_features(x, centers, s):
    out = np.zeros((len(x), len(centers)))
    for i, number in enumerate(x):
        for j, c in enumerate(centers):
            out[i, j] = np.exp(-((number - c) ** 2) / (2 * s * s))
    return out

def fit_linear_basis(Phi, y, lam=0.0):
    M = Phi.shape[1]
    A, b = np.zeros((M, M)), np.zeros(M)
    for row, target in zip(Phi.astype(float), y.astype(float)):
        A += np.outer(row, row)
        b += target * row
    if lam:
        for j in range(M):
            A[j, j] += lam
        return np.linalg.solve(A, b)
    return np.linalg.lstsq(Phi, y, rcond=None)[0]

# %% q2
def soft_threshold(u, t):
    out = np.zeros_like(u)
    for place in np.ndindex(*u.shape):
        if u[place] > t:
            out[place] = u[place] - t
        elif u[place] < -t:
            out[place] = u[place] + t
    return out

def ista(D, x, lam, n_iter):
    L = max(np.linalg.eigvalsh(D.T @ D))
    a = [0.0] * D.shape[1]
    for _ in range(n_iter):
        rest = x - sum(value * D[:, k] for k, value in enumerate(a))
        moved = [value + float(D[:, k] @ rest) / L for k, value in enumerate(a)]
        a = [float(np.sign(u)) * max(abs(u) - lam / L, 0) for u in moved]
    return np.array(a)

# %% q3
def whiten_zca(X):
    N, D = X.shape
    centred = np.array(X, dtype=float)
    for j in range(D):
        centred[:, j] -= centred[:, j].sum() / N
    covariance = sum(np.outer(row, row) for row in centred) / N
    v, V = np.linalg.eigh(covariance)
    root = sum(np.outer(V[:, k], V[:, k]) / v[k] ** 0.5 for k in range(D))
    return np.array([root @ row for row in centred])

# %% q4
def symmetric_decorrelation(W):
    P, s, Qt = np.linalg.svd(W)
    return sum(np.outer(P[:, k], Qt[k]) for k in range(len(s)))

def fast_ica(X, W0, n_iter, fun="tanh"):
    Z = whiten_zca(X)
    W = symmetric_decorrelation(W0)
    for _ in range(n_iter):
        new = []
        for w in W:
            u = Z @ w
            if fun == "cube":
                new.append((u[:, None] ** 3 * Z).mean(axis=0) - (3 * u**2).mean() * w)
            else:
                new.append((np.tanh(u)[:, None] * Z).mean(axis=0) - (1 - np.tanh(u) ** 2).mean() * w)
        W = symmetric_decorrelation(np.array(new))
    return Z @ W.T, W

# %% q5
def som_bmu(W, x):
    best, least = 0, None
    for k, w in enumerate(W):
        away = sum((float(a) - float(b)) ** 2 for a, b in zip(w, x))
        if least is None or away < least:
            best, least = k, away
    return best

def som_update(W, grid, x, lr, sigma):
    c = som_bmu(W, x)
    new = W.copy()
    for k in range(len(W)):
        h = np.exp(-np.sum((grid[k] - grid[c]) ** 2) / (2 * sigma**2))
        new[k] = W[k] + lr * h * (x - W[k])
    return new
