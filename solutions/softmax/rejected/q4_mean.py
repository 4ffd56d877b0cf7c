# /// solution
# why = "Always the mean."
# scores = { q4 = 0 }
# fails = { q4 = ["three quarters and one quarter", "a step for each weight", "costs", "sure, right or wrong", "gradients", "gradients when sure"] }
# misconception = { q4 = "T2.7/mean" }
# ///
# %% q4
def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    z = X @ w + b
    return np.mean(np.logaddexp(0, z) - y * z) + lam / 2 * np.sum(w**2)

def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    dz = (1 / (1 + np.exp(-(X @ w + b))) - y) / len(y)
    return X.T @ dz + lam * w, dz.sum()
