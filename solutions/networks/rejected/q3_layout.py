# /// solution
# why = "Always W transposed."
# scores = { q3 = 2.5 }
# fails = { q3 = ["the same layer in both layouts", "a column of weights per unit", "one layer, three ways"] }
# misconception = { q3 = "T3.2/layout" }
# ///
# %% q3
def dense(X, W, b, g, layout="out_in"):
    return g(X @ W.T + b)


def dense_columns(A, W, b=None):
    Z = W @ A
    if b is not None:
        Z = Z + b[:, None]
    return Z
