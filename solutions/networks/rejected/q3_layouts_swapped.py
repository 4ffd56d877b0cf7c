# /// solution
# why = "Each layout is taken for the other."
# scores = { q3 = 1.5 }
# fails = { q3 = ["the same layer in both layouts", "a row of weights per unit", "a column of weights per unit", "one layer, three ways"] }
# misconception = { q3 = "T3.2/layouts_swapped" }
# ///
# %% q3
def dense(X, W, b, g, layout="out_in"):
    return g(X @ (W if layout == "out_in" else W.T) + b)


def dense_columns(A, W, b=None):
    Z = W @ A
    if b is not None:
        Z = Z + b[:, None]
    return Z
