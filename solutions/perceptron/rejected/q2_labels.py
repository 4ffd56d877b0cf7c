# /// solution
# why = "Mixes up the label sets."
# scores = { q2 = 0 }
# fails = { q2 = ["default convention", "all four conventions"] }
# misconception = { q2 = "T1.4/labels" }
# ///
# %% q2
def perceptron_predict(X, w, b, threshold="ge", labels="01"):
    net = X @ w + b
    fires = net >= 0 if threshold == "ge" else net > 0
    a = fires.astype(X.dtype)
    return a if labels == "pm1" else 2 * a - 1
