# /// solution
# why = "y − a."
# scores = { q4 = 2.5 }
# fails = { q4 = ["a step for each weight", "gradients", "gradients when sure"] }
# misconception = { q4 = "T2.7/grad_sign" }
# ///
# %% q4
def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    z = X @ w + b
    costs = np.logaddexp(0, z) - y * z
    return getattr(np, reduction)(costs) + lam / 2 * np.sum(w**2)

def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    dz = y - 1 / (1 + np.exp(-(X @ w + b)))
    dz = dz / len(y) if reduction == "mean" else dz
    return X.T @ dz + lam * w, dz.sum()
