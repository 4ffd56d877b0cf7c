"""Sigmoid networks: activations, forward pass, backpropagation deltas, layer recursion.

Sources: `001_93c4fdc1f7522504.txt` (deltas of the sigmoid net with squared error; three-layer code with a linear
output), `002_3f85b5039545d858.txt` (layer recursion), `003_a887474237fda507.txt` (matrix layout),
`004_c46ddd2f6285f478.txt` (activations). One slide has (y − ŷ) together with w − ηδ, which climbs the loss; here
δ° = (ŷ − y)ŷ(1 − ŷ).
Weights are [out, in]; the gradient over a batch is the sum.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from reference._array import Array, as_float, check_ndim, check_shape, namespace
from reference._misconceptions import misconception


def sigmoid(z: Array) -> Array:
    r"""$\sigma(z) = 1 / (1 + e^{-z})$, without overflow for large |z|; any shape.

    Source: `004_c46ddd2f6285f478.txt`, activation functions.
    """
    z = as_float(z)
    xp = namespace(z)
    e = xp.exp(-xp.abs(z))  # never above 1
    return xp.where(z >= 0, 1 / (1 + e), e / (1 + e))


def tanh(z: Array) -> Array:
    """Hyperbolic tangent; any shape."""
    return namespace(z).tanh(as_float(z))


def relu(z: Array) -> Array:
    """max(0, z); any shape."""
    z = as_float(z)
    xp = namespace(z)
    return xp.where(z > 0, z, xp.zeros_like(z))


def identity(z: Array) -> Array:
    """z itself; any shape."""
    return as_float(z)


ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": relu,
    "identity": identity,
}


def activation_derivative(name: str, z: Array) -> Array:
    r"""$f'(z)$ at the pre-activation z: σ(1−σ), 1−tanh², 1(z>0), 1.

    Source: `004_c46ddd2f6285f478.txt`, activation functions.
    """
    z = as_float(z)
    xp = namespace(z)
    if name == "sigmoid":
        a = sigmoid(z)
        return a * (1 - a)
    if name == "tanh":
        a = tanh(z)
        return 1 - a * a
    if name == "relu":
        return xp.astype(z > 0, z.dtype)
    if name == "identity":
        return xp.ones_like(z)
    raise ValueError(f"name: expected one of {', '.join(ACTIVATIONS)}, got {name!r}")


def transpose(x: Array) -> Array:
    """The transpose of a matrix."""
    return namespace(x).permute_dims(x, (1, 0))


class MlpCache(NamedTuple):
    """Inputs, pre-activations and activations of each layer, and what made them."""

    activations: list[Array]  # X, then each layer's output
    pre_activations: list[Array]
    Ws: list[Array]
    acts: list[str]


def mlp_forward(
    X: Array, Ws: Sequence[Array], bs: Sequence[Array], acts: Sequence[str], return_cache: bool = False
) -> Any:
    r"""$a^{(l)} = f_l(a^{(l-1)} W_l^\top + b_l)$, from $a^{(0)} = X$.

    Args:
        X: (N, D) float. Ws: [out, in] each. bs: (out,) each. acts: a name per layer.

    Returns:
        (N, t) float, or (output, MlpCache).

    Source: `002_3f85b5039545d858.txt`, multi-layer perceptron.
    """
    if not len(Ws) == len(bs) == len(acts):
        raise ValueError(f"Ws, bs, acts: expected equal lengths, got {len(Ws)}, {len(bs)}, {len(acts)}")
    a = as_float(X)
    check_ndim("X", a, "(N, D)", 2)
    activations, pre = [a], []
    for i, (W, b, act) in enumerate(zip(Ws, bs, acts, strict=True)):
        check_shape(f"Ws[{i}]", W, "(out, in)", W.shape[0], a.shape[1])
        check_shape(f"bs[{i}]", b, "(out,)", W.shape[0])
        z = a @ transpose(W) + b
        a = ACTIVATIONS[act](z)
        pre.append(z)
        activations.append(a)
    return (a, MlpCache(activations, pre, list(Ws), list(acts))) if return_cache else a


def mlp_backward(cache: MlpCache, dL_dy: Array) -> tuple[list[Array], list[Array], Array]:
    r"""Gradients by the layer recursion: $u = f'(z) \odot dL/da$, $dW = u^\top a_{prev}$, $dL/da_{prev} = u W$.

    Args:
        dL_dy: (N, t) float.

    Returns:
        dWs, dbs (sums over the batch), dX.

    Source: `002_3f85b5039545d858.txt`, backpropagation.
    """
    xp = namespace(dL_dy)
    dWs: list[Array] = []
    dbs: list[Array] = []
    d = dL_dy
    for i in reversed(range(len(cache.Ws))):
        u = activation_derivative(cache.acts[i], cache.pre_activations[i]) * d
        dWs.insert(0, transpose(u) @ cache.activations[i])
        dbs.insert(0, xp.sum(u, axis=0))
        d = u @ cache.Ws[i]
    return dWs, dbs, d


def two_layer_forward(x: Array, Wh: Array, Wo: Array) -> tuple[Array, Array]:
    r"""Sigmoid net without biases: $h = \sigma(x W_h^\top)$, $\hat y = \sigma(h W_o^\top)$.

    Args:
        x: (N, D) float. Wh: (H, D) float. Wo: (C, H) float.

    Returns:
        h (N, H), y_hat (N, C).

    Source: `001_93c4fdc1f7522504.txt`, backpropagation of a sigmoid net.
    """
    x = as_float(x)
    check_ndim("x", x, "(N, D)", 2)
    check_shape("Wh", Wh, "(H, D)", Wh.shape[0], x.shape[1])
    check_shape("Wo", Wo, "(C, H)", Wo.shape[0], Wh.shape[0])
    h = sigmoid(x @ transpose(Wh))
    return h, sigmoid(h @ transpose(Wo))


def mlp_delta_output(y_hat: Array, y: Array) -> Array:
    r"""$\delta^o = (\hat y - y)\,\hat y (1 - \hat y)$ for the loss $\frac12\sum(\hat y - y)^2$; all (N, C).

    Source: `001_93c4fdc1f7522504.txt`, backpropagation deltas.
    """
    check_shape("y", y, "(N, C)", *y_hat.shape)
    return (y_hat - y) * y_hat * (1 - y_hat)


def mlp_delta_hidden(delta_o: Array, Wo: Array, h: Array) -> Array:
    r"""$\delta^h = (\delta^o W_o) \odot h (1 - h)$.

    Args:
        delta_o: (N, C) float. Wo: (C, H) float. h: (N, H) float.

    Returns:
        (N, H) float.

    Source: `001_93c4fdc1f7522504.txt`, backpropagation deltas.
    """
    check_shape("Wo", Wo, "(C, H)", delta_o.shape[1], h.shape[1])
    return (delta_o @ Wo) * h * (1 - h)


def backprop_two_layer(x: Array, y: Array, Wh: Array, Wo: Array) -> dict[str, Array]:
    r"""Everything about one batch of the sigmoid net: h, y_hat, loss, delta_o, delta_h, dWh, dWo (sums, not means).

    Args:
        x: (N, D) float. y: (N, C) float. Wh: (H, D) float. Wo: (C, H) float.

    Source: `001_93c4fdc1f7522504.txt`, backpropagation deltas.
    """
    h, y_hat = two_layer_forward(x, Wh, Wo)
    xp = namespace(y_hat)
    delta_o = mlp_delta_output(y_hat, y)
    delta_h = mlp_delta_hidden(delta_o, Wo, h)
    return {
        "h": h,
        "y_hat": y_hat,
        "loss": 0.5 * xp.sum((y_hat - y) ** 2),
        "delta_o": delta_o,
        "delta_h": delta_h,
        "dWh": transpose(delta_h) @ as_float(x),
        "dWo": transpose(delta_o) @ h,
    }


def backprop_step(x: Array, y: Array, Wh: Array, Wo: Array, eta: float) -> tuple[Array, Array]:
    r"""$W \leftarrow W - \eta\, dW$ for both layers, all gradients taken before any weight changes.

    Source: `001_93c4fdc1f7522504.txt`, weight updates.
    """
    g = backprop_two_layer(x, y, Wh, Wo)
    return Wh - eta * g["dWh"], Wo - eta * g["dWo"]


def three_layer_forward(
    x: Array, W1: Array, b1: Array, W2: Array, b2: Array, W3: Array, b3: Array
) -> tuple[Array, Array, Array]:
    r"""Two sigmoid hidden layers and a linear output, in columns: $h_1 = \sigma(W_1 x + b_1)$, …

    Args:
        x: (D, N) float, a column per sample. W1: (H1, D). W2: (H2, H1). W3: (t, H2). b: (out, 1) each.

    Returns:
        h1, h2, out.

    Source: `001_93c4fdc1f7522504.txt`, forward pass of a three-layer network.
    """
    h1 = sigmoid(W1 @ x + b1)
    h2 = sigmoid(W2 @ h1 + b2)
    return h1, h2, W3 @ h2 + b3


def three_layer_backward(
    x: Array, y: Array, W1: Array, b1: Array, W2: Array, b2: Array, W3: Array, b3: Array
) -> dict[str, Array]:
    r"""Gradients of $\frac12\sum(out - y)^2$ for `three_layer_forward`: dW1, db1, dW2, db2, dW3, db3, dx.

    Args:
        y: (t, N) float; the others as in `three_layer_forward`.

    Source: `001_93c4fdc1f7522504.txt`, backward pass of a three-layer network.
    """
    h1, h2, out = three_layer_forward(x, W1, b1, W2, b2, W3, b3)
    xp = namespace(out)
    check_shape("y", y, "(t, N)", *out.shape)
    dout = out - y
    dz2 = (transpose(W3) @ dout) * h2 * (1 - h2)
    dz1 = (transpose(W2) @ dz2) * h1 * (1 - h1)
    grads = {}
    for name, d, a in (("3", dout, h2), ("2", dz2, h1), ("1", dz1, x)):
        grads["dW" + name] = d @ transpose(a)
        grads["db" + name] = xp.sum(d, axis=1, keepdims=True)
    grads["dx"] = transpose(W1) @ dz1
    return grads


# -- misconceptions ----------------------------------------------------------------------------------------------------


@misconception(sigmoid, "T3.1/sigmoid_overflow", "exp(1000) overflows: branch on the sign of z.")
def _sigmoid_overflow(z):
    xp = namespace(z)
    e = xp.exp(z)
    return e / (1 + e)


@misconception(sigmoid, "T3.1/plus_z", "The exponent is −z.")
def _sigmoid_plus(z):
    return sigmoid(-z)


@misconception(sigmoid, "T3.1/tanh_instead", "This is tanh: σ runs from 0 to 1.")
def _sigmoid_tanh(z):
    return tanh(z)


@misconception(two_layer_forward, "T3.3/act_on_output", "The output layer of this network has a sigmoid, too.")
def _forward_linear_output(x, Wh, Wo):
    h, _ = two_layer_forward(x, Wh, Wo)
    return h, h @ transpose(Wo)


@misconception(two_layer_forward, "T3.3/skip_hidden_act", "Without g between layers the network is one linear map.")
def _forward_skip(x, Wh, Wo):
    h = x @ transpose(Wh)
    return h, sigmoid(h @ transpose(Wo))


@misconception(mlp_delta_output, "T3.4/sign", "With w − ηδ the delta is (ŷ − y)…; yours climbs the loss.")
def _delta_sign(y_hat, y):
    return -mlp_delta_output(y_hat, y)


@misconception(mlp_delta_output, "T3.4/half", "½ cancels the 2: no factor 2 in δ°.")
def _delta_two(y_hat, y):
    return 2 * mlp_delta_output(y_hat, y)


@misconception(
    mlp_delta_output, "T3.4/no_sigmoid_deriv_output", "Multiply the error by ŷ(1−ŷ), the slope of the output unit."
)
def _delta_no_deriv(y_hat, y):
    return y_hat - y


@misconception(mlp_delta_hidden, "T3.4/no_sigmoid_deriv_hidden", "Multiply by h(1−h).")
def _hidden_no_deriv(delta_o, Wo, h):
    return delta_o @ Wo


@misconception(mlp_delta_hidden, "T3.4/transpose", "δʰ uses Woᵀ: sum over output units.")
def _hidden_transpose(delta_o, Wo, h):
    if Wo.shape[0] != Wo.shape[1]:
        raise ValueError("shapes do not fit")
    return (delta_o @ transpose(Wo)) * h * (1 - h)


@misconception(
    mlp_delta_hidden, "T3.1/deriv_of_output", "h is an activation already: its slope is h(1−h), not σ(h)(1−σ(h))."
)
def _hidden_double(delta_o, Wo, h):
    s = sigmoid(h)
    return (delta_o @ Wo) * s * (1 - s)


def _two_layer(x, y, Wh, Wo, output=mlp_delta_output, hidden=mlp_delta_hidden, scale=1.0):
    """backprop_two_layer with other deltas."""
    h, y_hat = two_layer_forward(x, Wh, Wo)
    delta_o = output(y_hat, y)
    delta_h = hidden(delta_o, Wo, h)
    loss = 0.5 * namespace(y_hat).sum((y_hat - y) ** 2)
    out = {"h": h, "y_hat": y_hat, "loss": loss * scale, "delta_o": delta_o, "delta_h": delta_h}
    return out | {"dWh": scale * transpose(delta_h) @ x, "dWo": scale * transpose(delta_o) @ h}


@misconception(backprop_two_layer, "T3.4/sign", "With w − ηδ the delta is (ŷ − y)…; yours climbs the loss.")
def _two_sign(x, y, Wh, Wo):
    return _two_layer(x, y, Wh, Wo, output=_delta_sign)


@misconception(backprop_two_layer, "T3.4/no_sigmoid_deriv_hidden", "Multiply by h(1−h).")
def _two_no_deriv(x, y, Wh, Wo):
    return _two_layer(x, y, Wh, Wo, hidden=_hidden_no_deriv)


@misconception(backprop_two_layer, "T3.4/mean", "This loss sums over samples.", "convention")
def _two_mean(x, y, Wh, Wo):
    return _two_layer(x, y, Wh, Wo, scale=1 / x.shape[0])


@misconception(backprop_two_layer, "T3.4/half", "½ cancels the 2: no factor 2 in δ°.")
def _two_half(x, y, Wh, Wo):
    return _two_layer(x, y, Wh, Wo, output=_delta_two)


@misconception(backprop_two_layer, "T3.4/no_half", "This loss has a ½ in front of the sum of squares.", "convention")
def _two_no_half(x, y, Wh, Wo):
    return _two_layer(x, y, Wh, Wo, scale=2.0)


@misconception(backprop_two_layer, "T3.3/act_on_output", "The output layer of this network has a sigmoid, too.")
def _two_linear_output(x, y, Wh, Wo):
    h, y_hat = _forward_linear_output(x, Wh, Wo)
    delta_o = y_hat - y
    delta_h = mlp_delta_hidden(delta_o, Wo, h)
    loss = 0.5 * namespace(y_hat).sum((y_hat - y) ** 2)
    out = {"h": h, "y_hat": y_hat, "loss": loss, "delta_o": delta_o, "delta_h": delta_h}
    return out | {"dWh": transpose(delta_h) @ x, "dWo": transpose(delta_o) @ h}


@misconception(backprop_step, "T3.4/sign", "With w − ηδ the delta is (ŷ − y)…; yours climbs the loss.")
def _step_sign(x, y, Wh, Wo, eta):
    return backprop_step(x, y, Wh, Wo, -eta)


@misconception(backprop_step, "T3.4/updated_wo", "Use the old output weights for the hidden deltas.")
def _step_updated(x, y, Wh, Wo, eta):
    g = backprop_two_layer(x, y, Wh, Wo)
    new = Wo - eta * g["dWo"]
    delta_h = mlp_delta_hidden(g["delta_o"], new, g["h"])
    return Wh - eta * (transpose(delta_h) @ x), new


@misconception(backprop_step, "T3.4/mean", "This loss sums over samples.", "convention")
def _step_mean(x, y, Wh, Wo, eta):
    return backprop_step(x, y, Wh, Wo, eta / x.shape[0])


@misconception(three_layer_backward, "T3.5/sigmoid_on_linear_out", "The output is linear here: no ŷ(1−ŷ) factor.")
def _three_sigmoid_out(x, y, W1, b1, W2, b2, W3, b3):
    out = three_layer_forward(x, W1, b1, W2, b2, W3, b3)[2]
    return three_layer_backward(x, out - (out - y) * out * (1 - out), W1, b1, W2, b2, W3, b3)


@misconception(three_layer_backward, "T3.5/missing_fprime", "Each layer contributes its own f′(z).")
def _three_no_fprime(x, y, W1, b1, W2, b2, W3, b3):
    h1, h2, out = three_layer_forward(x, W1, b1, W2, b2, W3, b3)
    dout = out - y
    dz2 = transpose(W3) @ dout
    return _three(x, h1, h2, W1, dout, dz2, transpose(W2) @ dz2)


@misconception(three_layer_backward, "T3.5/w_not_transposed", "Going back through W multiplies by Wᵀ.")
def _three_not_transposed(x, y, W1, b1, W2, b2, W3, b3):
    h1, h2, out = three_layer_forward(x, W1, b1, W2, b2, W3, b3)
    if W2.shape[0] != W2.shape[1]:
        raise ValueError("shapes do not fit")
    dout = out - y
    dz2 = (transpose(W3) @ dout) * h2 * (1 - h2)
    return _three(x, h1, h2, W1, dout, dz2, (W2 @ dz2) * h1 * (1 - h1))


@misconception(three_layer_backward, "T3.5/db_mean", "The bias gradient is the delta summed over samples.")
def _three_db_mean(x, y, W1, b1, W2, b2, W3, b3):
    g = three_layer_backward(x, y, W1, b1, W2, b2, W3, b3)
    return {k: v / x.shape[1] if k.startswith("db") else v for k, v in g.items()}


def _three(x, h1, h2, W1, dout, dz2, dz1):
    """The gradients from three deltas."""
    xp = namespace(dout)
    grads = {}
    for name, d, a in (("3", dout, h2), ("2", dz2, h1), ("1", dz1, x)):
        grads["dW" + name] = d @ transpose(a)
        grads["db" + name] = xp.sum(d, axis=1, keepdims=True)
    return grads | {"dx": transpose(W1) @ dz1}
