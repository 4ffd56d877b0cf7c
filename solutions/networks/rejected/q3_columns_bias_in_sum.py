# /// solution
# why = "Adds the bias inside the sum over inputs, in columns."
# scores = { q3 = 3.5 }
# fails = { q3 = ["samples in columns", "one layer, three ways"] }
# misconception = { q3 = "T3.2/bias_in_sum" }
# ///
# %% q3
def dense(X, W, b, g, layout="out_in"):
    return g(X @ (W.T if layout == 'out_in' else W) + b)


def dense_columns(A, W, b=None):
    Z = 0
    for i in range(W.shape[1]):
        Z = Z + np.outer(W[:, i], A[i])
        if b is not None:
            Z = Z + b[:, None]
    return Z
