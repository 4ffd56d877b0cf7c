# /// solution
# why = "Entry by entry, unit by unit, with branches and loops."
# ///
# %% q1
import math

def relu(z):
    out = np.zeros_like(z)
    for index in np.ndindex(*z.shape):
        if z[index] > 0:
            out[index] = z[index]
    return out

def leaky_relu(z, slope=0.01):
    out = z.copy()
    for index in np.ndindex(*z.shape):
        if out[index] < 0:
            out[index] *= slope
    return out

def tanh(z):
    out = np.empty_like(z)
    for index in np.ndindex(*z.shape):
        e = math.exp(-2 * abs(z[index]))
        out[index] = math.copysign((1 - e) / (1 + e), z[index])
    return out

def softplus(z):
    out = np.empty_like(z)
    for index in np.ndindex(*z.shape):
        v = float(z[index])
        out[index] = v + math.log1p(math.exp(-v)) if v > 0 else math.log1p(math.exp(v))
    return out

# %% q2
def slope_at(name, v):
    if name == "sigmoid":
        return math.exp(-abs(v)) / (1 + math.exp(-abs(v))) ** 2
    elif name == "tanh":
        return 1 - math.tanh(v) ** 2
    elif name == "softplus":
        return 1 / (1 + math.exp(-v))
    elif name == "relu":
        return 1.0 if v > 0 else 0.0
    elif name == "leaky_relu":
        return 1.0 if v > 0 else 0.01
    elif name == "heaviside":
        return 0.0
    elif name == "identity":
        return 1.0
    raise ValueError("unknown activation: " + name)

def activation_derivative(name, z):
    values = [slope_at(name, float(v)) for v in z.ravel()]
    return np.array(values).reshape(z.shape)

# %% q3
def dense(X, W, b, g, layout="out_in"):
    N, D = X.shape
    H = len(b)
    Z = np.zeros((N, H), dtype=X.dtype)
    for n in range(N):
        for j in range(H):
            total = b[j]
            for i in range(D):
                w = W[j, i] if layout == "out_in" else W[i, j]
                total += X[n, i] * w
            Z[n, j] = total
    return g(Z)

def dense_columns(A, W, b=None):
    columns = []
    for n in range(A.shape[1]):
        z = W @ A[:, n]
        if b is not None:
            z = z + b
        columns.append(z)
    return np.stack(columns, axis=1)

# %% q4
def mlp_forward(X, Ws, bs, acts):
    a, zs = X, []
    for l in range(len(Ws)):
        z = np.empty((len(X), len(bs[l])), dtype=X.dtype)
        for n in range(len(X)):
            z[n] = Ws[l] @ a[n] + bs[l]
        zs.append(z)
        a = acts[l](z)
    return a, zs

def mlp_forward_columns(X, W1, W2):
    Z2 = np.stack([W1 @ sample for sample in X], axis=-1)
    A2 = sigmoid(Z2)
    Z3 = np.stack([W2 @ A2[:, n] for n in range(len(X))], axis=-1)
    return [Z2, A2, Z3, sigmoid(Z3)]

# %% q5
def chain_factors(path):
    factors = []
    for k in range(len(path) - 1):
        factors.append("d" + path[k] + "/d" + path[k + 1])
    return factors

def scalar_chain(x, w1, w2, y, g, dg):
    result = {}
    result["z1"] = x * w1
    result["g"] = g(result["z1"])
    result["y_hat"] = w2 * result["g"]
    result["J"] = (y - result["y_hat"]) ** 2
    dJ_dy = -2 * (y - result["y_hat"])
    dJ_dh = dJ_dy * w2
    dJ_dz = dJ_dh * dg(result["z1"])
    result["dJ_dw2"] = dJ_dy * result["g"]
    result["dJ_dw1"] = dJ_dz * x
    return result

# %% q6
def relu_interpolator(fn, a, b, n):
    h = (b - a) / n
    knots, coeffs, before = np.zeros(n), np.zeros(n), 0.0
    for k in range(n):
        left, right = np.array([a + k * h]), np.array([a + (k + 1) * h])
        slope = (fn(right)[0] - fn(left)[0]) / h
        knots[k], coeffs[k] = a + k * h, slope - before
        before = slope
    return knots, coeffs, float(fn(np.array([float(a)]))[0])

def eval_relu_net(x, knots, coeffs, c0):
    out = np.full_like(x, c0)
    for i, v in enumerate(x):
        for knot, c in zip(knots, coeffs):
            if v > knot:
                out[i] += c * (v - knot)
    return out
