# /// solution
# why = "The header has another default: a net of exactly 0 does not fire."
# scores = { q2 = 1 }
# fails = { q2 = ["all four conventions"] }
# ///
# %% q2
def perceptron_predict(X, w, b, threshold="gt", labels="01"):
    net = X @ w + b
    fires = (net >= 0 if threshold == "ge" else net > 0).astype(float)
    return fires if labels == "01" else 2 * fires - 1
