# /// solution
# why = "One activation for all layers, the last one too."
# scores = { q4 = 2.5 }
# fails = { q4 = ["a linear output", "an activation for each layer"] }
# misconception = { q4 = "T3.3/act_on_output" }
# ///
# %% q4
def mlp_forward(X, Ws, bs, acts):
    g, zs = acts[0], []
    for W, b in zip(Ws, bs):
        zs.append(X @ W.T + b)
        X = g(zs[-1])
    return X, zs


def mlp_forward_columns(X, W1, W2):
    Z2 = W1 @ X.T
    A2 = sigmoid(Z2)
    Z3 = W2 @ A2
    return Z2, A2, Z3, sigmoid(Z3)
