# /// solution
# why = "Lets NumPy line up the bias with the samples."
# scores = { q3 = 3.5 }
# fails = { q3 = ["samples in columns", "one layer, three ways"] }
# misconception = { q3 = "T3.3/broadcast_bias" }
# ///
# %% q3
def dense(X, W, b, g, layout="out_in"):
    return g(X @ (W.T if layout == 'out_in' else W) + b)


def dense_columns(A, W, b=None):
    return W @ A if b is None else W @ A + b
