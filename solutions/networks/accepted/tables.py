# /// solution
# why = "Tables of functions, einsum, reduce; results in Fortran order and read-only."
# ///
# %% q1
def relu(z):
    return (np.abs(z) + z) / 2

def leaky_relu(z, slope=0.01):
    return relu(z) - slope * relu(-z)

def tanh(z):
    e = np.exp(-2 * np.abs(z))
    return np.sign(z) * (1 - e) / (1 + e)

def softplus(z):
    return np.asfortranarray(np.logaddexp(0, z).astype(z.dtype))

# %% q2
def activation_derivative(name, z):
    logistic = lambda v: (1 + np.tanh(v / 2)) / 2
    table = {
        "sigmoid": lambda: logistic(z) * logistic(-z),
        "tanh": lambda: (1 - np.tanh(z)) * (1 + np.tanh(z)),
        "softplus": lambda: logistic(z),
        "relu": lambda: np.heaviside(z, 0),
        "leaky_relu": lambda: np.where(z > 0, 1, 0.01),
        "heaviside": lambda: np.zeros(z.shape, dtype=int),
        "identity": lambda: np.ones(z.shape),
    }
    try:
        return table[name]()
    except KeyError:
        raise ValueError(f"expected one of {sorted(table)}, got {name}") from None

# %% q3
def dense(X, W, b, g, layout="out_in"):
    subscripts = {"out_in": "nd,hd->nh", "in_out": "nd,dh->nh"}[layout]
    Z = g(np.einsum(subscripts, X, W) + b[None])
    Z.flags.writeable = False
    return Z

def dense_columns(A, W, b=None):
    Z = (A.T @ W.T).T
    return Z if b is None else (Z.T + b).T

# %% q4
from functools import reduce

def mlp_forward(X, Ws, bs, acts):
    def layer(state, parts):
        a, zs = state
        W, b, act = parts
        z = np.einsum("nd,hd->nh", a, W) + b
        return act(z), (*zs, z)
    return reduce(layer, zip(Ws, bs, acts), (X, ()))

def mlp_forward_columns(X, W1, W2):
    h = sigmoid(X @ W1.T)
    o = h @ W2.T
    return (X @ W1.T).T, h.T, o.T, sigmoid(o).T

# %% q5
def chain_factors(path):
    return tuple(map("d{}/d{}".format, path, path[1:]))

def scalar_chain(x, w1, w2, y, g, dg):
    z1, (r,) = np.multiply(w1, x), (np.subtract(y, w2 * g(w1 * x)),)
    by_w1 = np.prod([-2 * r, w2, dg(z1), x])
    return dict(z1=z1, g=g(z1), y_hat=y - r, J=np.square(r), dJ_dw1=by_w1, dJ_dw2=np.prod([-2 * r, g(z1)]))

# %% q6
def relu_interpolator(fn, a, b, n):
    h = (b - a) / n
    x = a + h * np.arange(n + 1)
    m = np.diff(fn(x)) / h
    m[1:] -= m[:-1].copy()
    return x[:n], m, np.asarray(fn(x))[0]

def eval_relu_net(x, knots, coeffs, c0):
    return c0 + sum(c * np.clip(x - k, 0, None) for k, c in zip(knots, coeffs))
