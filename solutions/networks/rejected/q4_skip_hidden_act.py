# /// solution
# why = "Applies an activation at the end only."
# scores = { q4 = 2 }
# fails = { q4 = ["one sample through two layers", "a linear output", "an activation for each layer"] }
# misconception = { q4 = "T3.3/skip_hidden_act" }
# ///
# %% q4
def mlp_forward(X, Ws, bs, acts):
    zs = []
    for W, b in zip(Ws, bs):
        X = X @ W.T + b
        zs.append(X)
    return acts[-1](X), zs


def mlp_forward_columns(X, W1, W2):
    Z2 = W1 @ X.T
    A2 = sigmoid(Z2)
    Z3 = W2 @ A2
    return Z2, A2, Z3, sigmoid(Z3)
