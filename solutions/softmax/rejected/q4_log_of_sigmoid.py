# /// solution
# why = "Logarithms of rounded probabilities."
# scores = { q4 = 4.5 }
# fails = { q4 = ["sure, right or wrong"] }
# misconception = { q4 = "T2.7/log_of_sigmoid" }
# ///
# %% q4
def logistic_cost(X, y, w, b, lam=0.0, reduction="sum"):
    a = 1 / (1 + np.exp(-(X @ w + b)))
    costs = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return getattr(np, reduction)(costs) + lam / 2 * np.sum(w**2)

def logistic_gradient(X, y, w, b, lam=0.0, reduction="sum"):
    dz = 1 / (1 + np.exp(-(X @ w + b))) - y
    if reduction == "mean":
        dz = dz / len(y)
    return X.T @ dz + lam * w, dz.sum()
