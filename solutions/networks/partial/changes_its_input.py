# /// solution
# why = "Right values, but the arrays of the caller are written over."
# scores = { q1 = 2.5, q4 = 2.5 }
# fails = { q1 = ["two hinges at -2 and 1", "hinges on random arrays", "hinges at 0 and far from it"], q4 = ["a linear output", "an activation for each layer"] }
# ///
# %% q1
def relu(z):
    z[z < 0] = 0
    return z

def leaky_relu(z, slope=0.01):
    z = z.copy()
    z[z < 0] *= slope
    return z

def tanh(z):
    return np.tanh(z)

def softplus(z):
    return np.log1p(np.exp(-np.abs(z))) + z * (z > 0)

# %% q4
def mlp_forward(X, Ws, bs, acts):
    zs = []
    while Ws:
        z = X @ Ws.pop(0).T + bs.pop(0)
        zs.append(z)
        X = acts.pop(0)(z)
    return X, zs

def mlp_forward_columns(X, W1, W2):
    A2 = sigmoid(W1 @ X.T)
    return W1 @ X.T, A2, W2 @ A2, sigmoid(W2 @ A2)
