# /// solution
# why = "Gives the samples back as rows."
# scores = { q3 = 3 }
# fails = { q3 = ["three samples as columns", "samples in columns", "one layer, three ways"] }
# misconception = { q3 = "T3.2/rows" }
# ///
# %% q3
def dense(X, W, b, g, layout="out_in"):
    return g(X @ (W.T if layout == 'out_in' else W) + b)


def dense_columns(A, W, b=None):
    Z = A.T @ W.T
    return Z if b is None else Z + b
