"""Networks of dense layers: forward pass, backpropagation deltas, layer recursion.

Sources: `001_93c4fdc1f7522504.txt` (deltas of the sigmoid net with squared error; three-layer code with a linear
output), `002_3f85b5039545d858.txt` (layer recursion), `003_a887474237fda507.txt` (matrix layout). One slide has (y − ŷ)
together with w − ηδ, which climbs the loss; here δ° = (ŷ − y)ŷ(1 − ŷ).
Weights are [out, in]; the gradient over a batch is the sum.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_samples,
    check_shape,
    like,
    namespace,
    transpose,
)
from reference.linear.hinge import l2_penalty
from reference.linear.softmax import bce_with_logits
from reference.neurons.activations import ACTIVATIONS, activation_derivative, sigmoid


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

    Raises:
        ValueError: lists of different lengths, shapes that do not chain, an unknown activation, an empty batch.

    Source: `002_3f85b5039545d858.txt`, multi-layer perceptron.
    """
    if not len(Ws) == len(bs) == len(acts):
        raise ValueError(f"Ws, bs, acts: expected equal lengths, got {len(Ws)}, {len(bs)}, {len(acts)}")
    a, *weights = as_floats(X, *Ws, *bs)
    Ws, bs = weights[: len(Ws)], weights[len(Ws) :]
    check_ndim("X", a, "(N, D)", 2)
    check_samples("X", a)
    activations, pre = [a], []
    for i, (W, b, act) in enumerate(zip(Ws, bs, acts, strict=True)):
        check_option(f"acts[{i}]", act, tuple(ACTIVATIONS))
        check_shape(f"Ws[{i}]", W, "(out, in)", W.shape[0], a.shape[1])
        check_shape(f"bs[{i}]", b, "(out,)", W.shape[0])
        z = a @ transpose(W) + b
        a = ACTIVATIONS[act](z)
        pre.append(z)
        activations.append(a)
    return (a, MlpCache(activations, pre, Ws, list(acts))) if return_cache else a


def mlp_backward(cache: MlpCache, dL_dy: Array) -> tuple[list[Array], list[Array], Array]:
    r"""Gradients by the layer recursion: $u = f'(z) \odot dL/da$, $dW = u^\top a_{prev}$, $dL/da_{prev} = u W$.

    Args:
        dL_dy: (N, t) float.

    Returns:
        dWs, dbs (sums over the batch), dX.

    Source: `002_3f85b5039545d858.txt`, backpropagation.
    """
    check_shape("dL_dy", dL_dy, "(N, t)", *cache.activations[-1].shape)
    dL_dy = like(dL_dy, cache.activations[-1])
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
    x, Wh, Wo = as_floats(x, Wh, Wo)
    check_ndim("x", x, "(N, D)", 2)
    check_samples("x", x)
    check_shape("Wh", Wh, "(H, D)", Wh.shape[0], x.shape[1])
    check_shape("Wo", Wo, "(C, H)", Wo.shape[0], Wh.shape[0])
    h = sigmoid(x @ transpose(Wh))
    return h, sigmoid(h @ transpose(Wo))


def mlp_delta_output(y_hat: Array, y: Array) -> Array:
    r"""$\delta^o = (\hat y - y)\,\hat y (1 - \hat y)$ for the loss $\frac12\sum(\hat y - y)^2$; all (N, C).

    Raises:
        ValueError: other than two axes, shapes that differ, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, backpropagation deltas.
    """
    y_hat = as_float(y_hat)
    check_ndim("y_hat", y_hat, "(N, C)", 2)
    check_samples("y_hat", y_hat)
    check_shape("y", y, "(N, C)", *y_hat.shape)
    y = like(y, y_hat)
    return (y_hat - y) * y_hat * (1 - y_hat)


def mlp_delta_hidden(delta_o: Array, Wo: Array, h: Array) -> Array:
    r"""$\delta^h = (\delta^o W_o) \odot h (1 - h)$.

    Args:
        delta_o: (N, C) float. Wo: (C, H) float. h: (N, H) float.

    Returns:
        (N, H) float.

    Raises:
        ValueError: other than two axes, shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, backpropagation deltas.
    """
    delta_o, Wo, h = as_floats(delta_o, Wo, h)
    check_ndim("delta_o", delta_o, "(N, C)", 2)
    check_samples("delta_o", delta_o)
    check_ndim("Wo", Wo, "(C, H)", 2)
    check_shape("Wo", Wo, "(C, H)", delta_o.shape[1], Wo.shape[1])
    check_shape("h", h, "(N, H)", delta_o.shape[0], Wo.shape[1])
    return (delta_o @ Wo) * h * (1 - h)


def backprop_two_layer(x: Array, y: Array, Wh: Array, Wo: Array) -> dict[str, Array]:
    r"""Everything about one batch of the sigmoid net: h, y_hat, loss, delta_o, delta_h, dWh, dWo (sums, not means).

    Args:
        x: (N, D) float. y: (N, C) float. Wh: (H, D) float. Wo: (C, H) float.

    Source: `001_93c4fdc1f7522504.txt`, backpropagation deltas.
    """
    x, Wh, Wo = as_floats(x, Wh, Wo)
    h, y_hat = two_layer_forward(x, Wh, Wo)
    delta_o = mlp_delta_output(y_hat, y)  # refuses a y of another shape before anything broadcasts
    y = like(y, y_hat)
    delta_h = mlp_delta_hidden(delta_o, Wo, h)
    return {
        "h": h,
        "y_hat": y_hat,
        "loss": 0.5 * namespace(y_hat).sum((y_hat - y) ** 2),
        "delta_o": delta_o,
        "delta_h": delta_h,
        "dWh": transpose(delta_h) @ x,
        "dWo": transpose(delta_o) @ h,
    }


def backprop_step(x: Array, y: Array, Wh: Array, Wo: Array, eta: float) -> tuple[Array, Array]:
    r"""$W \leftarrow W - \eta\, dW$ for both layers, all gradients taken before any weight changes.

    Raises:
        ValueError: a negative `eta`.

    Source: `001_93c4fdc1f7522504.txt`, weight updates.
    """
    check_at_least(0, eta=eta)
    x, Wh, Wo = as_floats(x, Wh, Wo)
    g = backprop_two_layer(x, y, Wh, Wo)
    return Wh - eta * g["dWh"], Wo - eta * g["dWo"]


class ColumnsForward(NamedTuple):
    """Net inputs and activations of the hidden layer (2) and the output layer (3), a column per sample."""

    Z2: Array
    A2: Array
    Z3: Array
    A3: Array


def mlp_forward_columns(X: Array, W1: Array, W2: Array) -> ColumnsForward:
    r"""$Z_2 = W_1 X^\top$, $A_2 = \sigma(Z_2)$, $Z_3 = W_2 A_2$, $A_3 = \sigma(Z_3)$: samples become columns once.

    Args:
        X: (N, m) float. W1: (h, m) float. W2: (t, h) float.

    Returns:
        Z2, A2 (h, N); Z3, A3 (t, N).

    Source: `003_a887474237fda507.txt`, matrix notation.
    """
    X, W1, W2 = as_floats(X, W1, W2)
    check_ndim("X", X, "(N, m)", 2)
    check_samples("X", X)
    check_shape("W1", W1, "(h, m)", W1.shape[0], X.shape[1])
    check_shape("W2", W2, "(t, h)", W2.shape[0], W1.shape[0])
    Z2 = W1 @ transpose(X)
    A2 = sigmoid(Z2)
    Z3 = W2 @ A2
    return ColumnsForward(Z2, A2, Z3, sigmoid(Z3))


class CostGrad(NamedTuple):
    """A cost and its gradients."""

    J: Array
    dW1: Array
    dW2: Array


def logistic_mlp_cost_grad(X: Array, Y: Array, W1: Array, W2: Array, lam: float = 0.0) -> CostGrad:
    r"""$J = -\sum [Y \log A_3 + (1-Y) \log(1-A_3)] + \frac\lambda2 (\|W_1\|^2 + \|W_2\|^2)$ and its gradients.

    $\delta_3 = A_3 - Y$, $dW_2 = \delta_3 A_2^\top + \lambda W_2$,
    $\delta_2 = (W_2^\top \delta_3) \odot A_2 (1 - A_2)$, $dW_1 = \delta_2 X + \lambda W_1$.

    Args:
        X: (N, m) float. Y: (t, N) float in [0, 1]. W1: (h, m) float. W2: (t, h) float. lam: at least 0.

    Raises:
        ValueError: shapes that do not fit, Y outside 0…1, an empty batch, λ < 0.

    Source: `003_a887474237fda507.txt`, logistic cost with an L2 penalty.
    """
    X, W1, W2 = as_floats(X, W1, W2)
    _, A2, Z3, A3 = mlp_forward_columns(X, W1, W2)
    check_shape("Y", Y, "(t, N)", *Z3.shape)
    J = bce_with_logits(Z3, Y) + l2_penalty([W1, W2], lam, "half")
    delta_3 = A3 - like(Y, A3)
    delta_2 = (transpose(W2) @ delta_3) * A2 * (1 - A2)
    return CostGrad(J, delta_2 @ X + lam * W1, delta_3 @ transpose(A2) + lam * W2)


class ThreeLayerCache(NamedTuple):
    """What the backward pass of the three-layer network needs."""

    x: Array
    W1: Array
    W2: Array
    W3: Array
    h1: Array
    h2: Array
    out: Array


def three_layer_forward(
    x: Array, W1: Array, b1: Array, W2: Array, b2: Array, W3: Array, b3: Array, return_cache: bool = False
) -> Any:
    r"""Two sigmoid hidden layers, linear output, in columns: $h_1 = \sigma(W_1 x + b_1)$, …, $out = W_3 h_2 + b_3$.

    Args:
        x: (D, N) float, a column per sample. W1: (H1, D). W2: (H2, H1). W3: (t, H2). b: (out, 1) each.

    Returns:
        h1 (H1, N), h2 (H2, N), out (t, N); or ((h1, h2, out), ThreeLayerCache).

    Source: `001_93c4fdc1f7522504.txt`, forward pass of a three-layer network.
    """
    x, W1, b1, W2, b2, W3, b3 = as_floats(x, W1, b1, W2, b2, W3, b3)
    check_ndim("x", x, "(D, N)", 2)
    check_samples("x", x, axis=1)
    below = x
    for i, (W, b) in enumerate(((W1, b1), (W2, b2), (W3, b3)), start=1):
        check_shape(f"W{i}", W, "(out, in)", W.shape[0], below.shape[0])
        check_shape(f"b{i}", b, "(out, 1)", W.shape[0], 1)
        below = W
    h1 = sigmoid(W1 @ x + b1)
    h2 = sigmoid(W2 @ h1 + b2)
    out = W3 @ h2 + b3
    return ((h1, h2, out), ThreeLayerCache(x, W1, W2, W3, h1, h2, out)) if return_cache else (h1, h2, out)


def three_layer_backward(cache: ThreeLayerCache, y: Array) -> dict[str, Array]:
    r"""Gradients of $\frac12\sum(out - y)^2$ for `three_layer_forward`: dW1, db1, dW2, db2, dW3, db3, dx.

    $d_3 = out - y$, then a layer at a time $dW = d\,a^\top$, $db = \sum_n d$, $d \leftarrow (W^\top d) \odot h (1-h)$.

    Args:
        y: (t, N) float.

    Source: `001_93c4fdc1f7522504.txt`, backward pass of a three-layer network.
    """
    x, W1, W2, W3, h1, h2, out = cache
    check_shape("y", y, "(t, N)", *out.shape)
    dout = out - like(y, out)
    dz2 = (transpose(W3) @ dout) * h2 * (1 - h2)
    dz1 = (transpose(W2) @ dz2) * h1 * (1 - h1)
    return gradients_from_deltas(cache, dout, dz2, dz1)


def gradients_from_deltas(cache: ThreeLayerCache, dout: Array, dz2: Array, dz1: Array) -> dict[str, Array]:
    """The seven gradients of the three-layer network, from the deltas of its three layers."""
    xp = namespace(dout)
    grads = {}
    for name, d, a in (("3", dout, cache.h2), ("2", dz2, cache.h1), ("1", dz1, cache.x)):
        grads["dW" + name] = d @ transpose(a)
        grads["db" + name] = xp.sum(d, axis=1, keepdims=True)
    return grads | {"dx": transpose(cache.W1) @ dz1}
