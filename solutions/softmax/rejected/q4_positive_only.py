# /// solution
# why = "Only the samples of class 1 pay."
# scores = { q4 = 3 }
# fails = { q4 = ["costs", "sure, right or wrong"] }
# misconception = { q4 = "T2.7/positive_only" }
# ///
# %% q4
def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    costs = y * np.logaddexp(0, -(X @ w + b))
    return getattr(np, reduction)(costs) + lam / 2 * np.sum(w**2)

def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    dz = 1 / (1 + np.exp(-(X @ w + b))) - y
    if reduction == "mean":
        dz = dz / len(y)
    return X.T @ dz + lam * w, dz.sum()
