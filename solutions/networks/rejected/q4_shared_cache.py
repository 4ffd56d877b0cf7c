# /// solution
# why = "Stores one array several times."
# scores = { q4 = 2 }
# fails = { q4 = ["one sample through two layers", "a linear output", "an activation for each layer"] }
# misconception = { q4 = "T3.3/shared_cache" }
# ///
# %% q4
def mlp_forward(X, Ws, bs, acts):
    a = X
    for W, b, f in zip(Ws, bs, acts):
        z = a @ W.T + b
        a = f(z)
    return a, [z] * len(Ws)


def mlp_forward_columns(X, W1, W2):
    Z2 = W1 @ X.T
    A2 = sigmoid(Z2)
    Z3 = W2 @ A2
    return Z2, A2, Z3, sigmoid(Z3)
