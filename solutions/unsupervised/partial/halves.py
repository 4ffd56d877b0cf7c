# /// solution
# why = "One function of most questions is answered, the other one is as it was handed out."
# scores = { q1 = 1.5, q2 = 1, q4 = 1.5, q5 = 1.5 }
# fails = { q1 = ["the parabola", "fits with and without a penalty", "more functions than samples", "functions that repeat"], q2 = ["atoms at right angles, and two alike", "a few steps", "many steps", "no step, no price, too high a price, one atom"], q4 = ["cubes", "a few steps", "signals that come apart", "no step, one signal, a slanted start"], q5 = ["the net of four", "maps after a sample", "ties, a net of triangles, one unit, whole steps and none"] }
# ///
# %% q1
def polynomial_features(x, degree):
    return np.stack([x**j for j in range(degree + 1)]).T

def rbf_features(x, centers, s):
    return np.exp(-np.square((x.reshape(-1, 1) - centers.reshape(1, -1)) / s) / 2)

def fit_linear_basis(Phi, y, lam=0.0):
    """The shortest w with the least ‖Φw − y‖² + λ‖w‖², Phi: (N, M), y: (N,) → (M,)."""
    ...

# %% q2
def soft_threshold(u, t):
    return np.where(u > t, u - t, np.where(u < -t, u + t, 0.0))

def ista(D, x, lam, n_iter):
    return None

# %% q4
def symmetric_decorrelation(W):
    v, E = np.linalg.eigh(W.T @ W)
    return W @ (E / np.sqrt(v)) @ E.T

def fast_ica(X, W0, n_iter, fun="tanh"):
    """Independent components, X: (N, D), W0: (D, D) → S: (N, D), W: (D, D)."""
    ...

# %% q5
def som_bmu(W, x):
    return int(np.linalg.norm(W - x, axis=1).argmin())
