# /// solution
# why = "tanh and the bias of a dense layer are wrong; what calls them is right, and loses nothing."
# scores = { q1 = 1.5, q3 = 1.5 }
# [fails] # with the student's own answers; the points of q2 and q4 are those with the course's
# q2 = ["sigmoid and relu at 2", "smooth activations", "a table of all seven"]
# q4 = ["one sample through two layers", "a linear output", "an activation for each layer"]
# ///
# %% q1
def relu(z):
    return np.maximum(0, z)


def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, slope * z)


def tanh(z):
    return 2 / (1 + np.exp(-z)) - 1


def softplus(z):
    return np.logaddexp(z, 0).astype(z.dtype)

# %% q2
def activation_derivative(name, z):
    half = z / 2
    if name in ("sigmoid", "softplus"):
        p = (1 + tanh(half)) / 2
        return p if name == "softplus" else p * (1 - p)
    if name == "tanh":
        return 1 - tanh(z) ** 2
    corners = {"relu": (0, 1), "leaky_relu": (0.01, 1), "heaviside": (0, 0), "identity": (1, 1)}
    if name not in corners:
        raise ValueError(name)
    left, right = corners[name]
    return np.where(z > 0, right, left).astype(z.dtype)

# %% q3
def dense(X, W, b, g, layout="out_in"):
    weights = W.T if layout == "out_in" else W
    return g((X[:, :, None] * weights + b).sum(axis=1))


def dense_columns(A, W, b=None):
    return W @ A if b is None else W @ A + b[:, None]

# %% q4
def mlp_forward(X, Ws, bs, acts):
    zs, a = [], X
    for W, b, act in zip(Ws, bs, acts):
        zs.append(dense(a, W, b, identity))
        a = act(zs[-1])
    return a, zs


def mlp_forward_columns(X, W1, W2):
    Z2 = dense_columns(X.T, W1)
    A2 = sigmoid(Z2)
    Z3 = dense_columns(A2, W2)
    return Z2, A2, Z3, sigmoid(Z3)
