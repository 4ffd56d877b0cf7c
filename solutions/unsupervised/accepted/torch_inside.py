# /// solution
# why = "torch inside, tensors outside."
# ///
# %% q1
import torch

def polynomial_features(x, degree):
    x = torch.tensor(x)
    return torch.stack([x**j for j in range(degree + 1)], dim=1)

def rbf_features(x, centers, s):
    x, centers = torch.tensor(x), torch.tensor(np.ascontiguousarray(centers))
    return torch.exp(-torch.cdist(x[:, None], centers[:, None]) ** 2 / (2 * s**2))

def fit_linear_basis(Phi, y, lam=0.0):
    Phi, y = torch.tensor(Phi), torch.tensor(y)
    if lam == 0:
        return torch.linalg.pinv(Phi) @ y
    return torch.linalg.solve(Phi.T @ Phi + lam * torch.eye(Phi.shape[1], dtype=Phi.dtype), Phi.T @ y)

# %% q2
import torch

def soft_threshold(u, t):
    return torch.nn.functional.softshrink(torch.as_tensor(np.asarray(u)), float(t))

def ista(D, x, lam, n_iter):
    D, x = torch.tensor(D), torch.tensor(x)
    L = torch.linalg.matrix_norm(D, 2) ** 2
    a = torch.zeros(D.shape[1], dtype=D.dtype)
    for _ in range(n_iter):
        a = torch.nn.functional.softshrink(a + D.T @ (x - D @ a) / L, float(lam / L))
    return a

# %% q3
import torch

def whiten_zca(X):
    X = torch.tensor(X)
    X = X - X.mean(dim=0)
    v, V = torch.linalg.eigh(torch.cov(X.T, correction=0).reshape(X.shape[1], X.shape[1]))
    return X @ V @ torch.diag(v.rsqrt()) @ V.T

# %% q4
import torch

def symmetric_decorrelation(W):
    P, _, Qt = torch.linalg.svd(torch.as_tensor(W))
    return P @ Qt

def fast_ica(X, W0, n_iter, fun="tanh"):
    Z, W = torch.as_tensor(np.asarray(whiten_zca(X))), symmetric_decorrelation(W0)
    for _ in range(n_iter):
        U = Z @ W.T
        g = U**3 if fun == "cube" else torch.tanh(U)
        slope = 3 * U**2 if fun == "cube" else 1 - g**2
        W = symmetric_decorrelation(g.T @ Z / len(Z) - slope.mean(dim=0)[:, None] * W)
    return Z @ W.T, W

# %% q5
import torch

def som_bmu(W, x):
    return torch.linalg.vector_norm(torch.tensor(W) - torch.tensor(x), dim=1).argmin()

def som_update(W, grid, x, lr, sigma):
    W, grid, x = map(torch.tensor, (W, grid, x))
    c = ((W - x) ** 2).sum(dim=1).argmin()
    h = torch.exp(-((grid - grid[c]) ** 2).sum(dim=1) / (2 * sigma**2))
    return torch.lerp(W, x.expand_as(W), (lr * h)[:, None].expand_as(W).to(W.dtype))
