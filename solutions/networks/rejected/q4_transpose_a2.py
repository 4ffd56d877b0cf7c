# /// solution
# why = "Transposes the hidden activations as well."
# scores = { q4 = 3 }
# fails = { q4 = ["one sample as a column", "columns on random networks", "as many samples as units"] }
# misconception = { q4 = "T3.3/transpose_a2" }
# ///
# %% q4
def mlp_forward(X, Ws, bs, acts):
    zs = []
    for W, b, f in zip(Ws, bs, acts):
        zs.append(X @ W.T + b)
        X = f(zs[-1])
    return X, zs


def mlp_forward_columns(X, W1, W2):
    Z2 = W1 @ X.T
    A2 = sigmoid(Z2)
    Z3 = W2 @ A2.T
    return Z2, A2, Z3, sigmoid(Z3)
