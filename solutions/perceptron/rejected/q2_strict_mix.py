# /// solution
# why = "Mixes up the two thresholds."
# scores = { q2 = 1 }
# fails = { q2 = ["all four conventions"] }
# misconception = { q2 = "T1.4/strict_mix" }
# ///
# %% q2
def perceptron_predict(X, w, b, threshold="ge", labels="01"):
    net = X @ w + b
    fires = net > 0 if threshold == "ge" else net >= 0
    a = fires.astype(X.dtype)
    return a if labels == "01" else 2 * a - 1
