# /// solution
# why = "Adds the bias inside the sum over inputs."
# scores = { q3 = 1.5 }
# fails = { q3 = ["the same layer in both layouts", "a row of weights per unit", "a column of weights per unit", "one layer, three ways"] }
# misconception = { q3 = "T3.2/bias_in_sum" }
# ///
# %% q3
def dense(X, W, b, g, layout="out_in"):
    if layout == "out_in":
        W = W.T
    out = np.zeros((X.shape[0], W.shape[1]), dtype=X.dtype)
    for i in range(X.shape[1]):
        out += np.outer(X[:, i], W[i]) + b
    return g(out)


def dense_columns(A, W, b=None):
    Z = W @ A
    if b is not None:
        Z = Z + b[:, None]
    return Z
