# /// solution
# why = "λ‖w‖², without the ½."
# scores = { q4 = 1.5 }
# fails = { q4 = ["costs", "gradients", "gradients when sure"] }
# misconception = { q4 = "T2.7/lam_full" }
# ///
# %% q4
def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    z = X @ w + b
    costs = np.logaddexp(0, z) - y * z
    return getattr(np, reduction)(costs) + lam * np.sum(w**2)

def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    dz = 1 / (1 + np.exp(-(X @ w + b))) - y
    dz = dz / len(y) if reduction == "mean" else dz
    return X.T @ dz + 2 * lam * w, dz.sum()
