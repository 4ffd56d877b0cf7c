# /// solution
# why = "Formulas as on paper, slopes of smooth activations only, always two layers."
# scores = { q1 = 3, q2 = 0.75, q4 = 2.5 }
# fails = { q1 = ["a thousand on either side"], q2 = ["sigmoid and relu at 2", "activations with a corner", "a step, a line, an unknown name", "a table of all seven"], q4 = ["a linear output", "an activation for each layer"] }
# ///
# %% q1
def relu(z):
    return z * (z > 0)

def leaky_relu(z, slope=0.01):
    return np.where(z < 0, slope * z, z)

def tanh(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))

def softplus(z):
    return np.log(1 + np.exp(z))

# %% q2
def activation_derivative(name, z):
    s = 1 / (1 + np.exp(-z))
    return {"sigmoid": s * (1 - s), "softplus": s, "tanh": 1 - np.tanh(z) ** 2}[name]

# %% q4
def mlp_forward(X, Ws, bs, acts):
    z1 = X @ Ws[0].T + bs[0]
    z2 = acts[0](z1) @ Ws[1].T + bs[1]
    return acts[1](z2), [z1, z2]

def mlp_forward_columns(X, W1, W2):
    Z2 = W1 @ X.T
    return Z2, sigmoid(Z2), W2 @ sigmoid(Z2), sigmoid(W2 @ sigmoid(Z2))
