# /// solution
# why = "Slopes from outputs, biases as weights of a constant input, recursion, dual numbers, a triangular system."
# ///
# %% q1
def relu(z):
    return z.clip(min=0)

def leaky_relu(z, slope=0.01):
    out = z.copy()
    out[z < 0] *= slope
    return out

def tanh(z):
    with np.errstate(over="ignore"):
        return 1 - 2 / (np.exp(2 * z) + 1)

def softplus(z):
    return np.where(z > 30, z, np.log1p(np.exp(np.minimum(z, 30))))

# %% q2
SLOPE_FROM_OUTPUT = {
    "sigmoid": (sigmoid, lambda a: a * (1 - a)),
    "tanh": (np.tanh, lambda a: 1 - a**2),
    "softplus": (softplus, lambda a: 1 - np.exp(-a)),
    "relu": (relu, np.sign),
    "leaky_relu": (leaky_relu, lambda a: np.where(a > 0, 1.0, 0.01)),
    "heaviside": (identity, np.zeros_like),
    "identity": (identity, np.ones_like),
}

def activation_derivative(name, z):
    if name not in SLOPE_FROM_OUTPUT:
        raise ValueError(f"{name} is not an activation of this notebook")
    f, slope = SLOPE_FROM_OUTPUT[name]
    return slope(f(z))

# %% q3
def with_ones(X):
    return np.hstack([X, np.ones((len(X), 1), dtype=X.dtype)])

def dense(X, W, b, g, layout="out_in"):
    rows = W if layout == "out_in" else W.swapaxes(0, 1)
    return g(np.inner(with_ones(X), np.c_[rows, b]))

def dense_columns(A, W, b=None):
    if b is None:
        return np.dot(W, A)
    return np.column_stack([W, b]) @ with_ones(A.T).T

# %% q4
def mlp_forward(X, Ws, bs, acts):
    if len(Ws) == 0:
        return X, []
    z = with_ones(X) @ np.vstack([Ws[0].T, bs[0]])
    output, later = mlp_forward(acts[0](z), Ws[1:], bs[1:], acts[1:])
    return output, [z, *later]

def mlp_forward_columns(X, W1, W2):
    signals = [X.transpose()]
    for W in (W1, W2):
        signals.append(W.dot(signals[-1]))
        signals.append(sigmoid(signals[-1]))
    return tuple(signals[1:])

# %% q5
from itertools import pairwise

def chain_factors(path):
    return list("d" + a + "/d" + b for a, b in pairwise(path))

class Dual:
    """A number and how fast it changes."""

    def __init__(self, value, rate=0.0):
        self.value, self.rate = value, rate

    def __mul__(self, other):
        return Dual(self.value * other.value, self.rate * other.value + self.value * other.rate)

    def __sub__(self, other):
        return Dual(self.value - other.value, self.rate - other.rate)

def run(x, w1, w2, y, g, dg):
    z1 = w1 * Dual(x)
    h = Dual(g(z1.value), dg(z1.value) * z1.rate)
    y_hat = w2 * h
    error = Dual(y) - y_hat
    return z1, h, y_hat, error * error

def scalar_chain(x, w1, w2, y, g, dg):
    z1, h, y_hat, J = run(x, Dual(w1, 1.0), Dual(w2), y, g, dg)
    by_w2 = run(x, Dual(w1), Dual(w2, 1.0), y, g, dg)[-1].rate
    names = ("z1", "g", "y_hat", "J")
    values = {name: part.value for name, part in zip(names, (z1, h, y_hat, J))}
    return values | {"dJ_dw1": J.rate, "dJ_dw2": by_w2}

# %% q6
def relu_interpolator(fn, a, b, n):
    ends = a + (b - a) * np.arange(n + 1) / n
    f = np.asarray(fn(ends), dtype=float)
    # at the end of piece i the first i + 1 units are awake: a triangular system
    awake = relu(ends[1:, None] - ends[None, :-1])
    return ends[:-1], np.linalg.solve(awake, f[1:] - f[0]), f[0]

def eval_relu_net(x, knots, coeffs, c0):
    answers = []
    for v in x:
        on = knots < v
        answers.append(c0 + np.dot(coeffs[on], v - knots[on]))
    return np.array(answers, dtype=x.dtype)
