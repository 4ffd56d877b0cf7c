# /// solution
# why = "No layer has its bias."
# scores = { q4 = 2 }
# misconception = { q4 = "T3.3/no_bias" }
# ///
# %% q4
def mlp_forward(X, Ws, bs, acts):
    a, zs = X, []
    for W, b, f in zip(Ws, bs, acts):
        z = a @ W.T
        zs.append(z)
        a = f(z)
    return a, zs


def mlp_forward_columns(X, W1, W2):
    Z2 = W1 @ X.T
    A2 = sigmoid(Z2)
    Z3 = W2 @ A2
    return Z2, A2, Z3, sigmoid(Z3)
