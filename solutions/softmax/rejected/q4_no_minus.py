# /// solution
# why = "The log-likelihood itself."
# scores = { q4 = 2.5 }
# fails = { q4 = ["three quarters and one quarter", "costs", "sure, right or wrong"] }
# misconception = { q4 = "T2.7/no_minus" }
# ///
# %% q4
def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    z = X @ w + b
    gains = y * z - np.logaddexp(0, z)
    return getattr(np, reduction)(gains) + lam / 2 * np.sum(w**2)

def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    dz = 1 / (1 + np.exp(-(X @ w + b))) - y
    if reduction == "mean":
        dz = dz / len(y)
    return X.T @ dz + lam * w, dz.sum()
