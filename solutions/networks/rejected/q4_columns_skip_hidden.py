# /// solution
# why = "Feeds the net inputs to the next layer, in columns."
# scores = { q4 = 3 }
# fails = { q4 = ["one sample as a column", "columns on random networks", "as many samples as units"] }
# misconception = { q4 = "T3.3/skip_hidden_act" }
# ///
# %% q4
def mlp_forward(X, Ws, bs, acts):
    zs = []
    for W, b, f in zip(Ws, bs, acts):
        zs.append(X @ W.T + b)
        X = f(zs[-1])
    return X, zs


def mlp_forward_columns(X, W1, W2):
    Z2 = A2 = W1 @ X.T
    Z3 = W2 @ A2
    return Z2, A2, Z3, sigmoid(Z3)
