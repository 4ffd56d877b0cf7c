"""Threshold neurons and the perceptron's learning rule.

Sources: `001_93c4fdc1f7522504.txt` (McCulloch–Pitts unit, perceptron), `000_5c6663de3292b89f.txt` (perceptron learning
with threshold ≥ and {0,1} labels: the defaults here), `002_3f85b5039545d858.txt` (strict threshold). The decks disagree
on threshold and labels, so both are arguments: `threshold="ge"` fires at net ≥ 0, `"gt"` at net > 0.
"""

from collections.abc import Callable
from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_ndim,
    check_option,
    check_samples,
    check_shape,
    like,
    namespace,
)

THRESHOLDS = ("ge", "gt")
LABELS = ("01", "pm1")
GATES = ("and", "or", "not", "nand", "nor")


def net_input(x: Array, w: Array, b: float | Array) -> Array:
    r"""$net = \sum_i w_i x_i + b$.

    Args:
        x: (N, D) float. w: (D,) float. b: float.

    Returns:
        (N,) float.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, McCulloch–Pitts neuron.

    >>> import numpy as np
    >>> net_input(np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([1.0, 1.0]), -2.0).tolist()
    [-1.0, 0.0]
    """
    x, w = as_floats(x, w)
    check_ndim("x", x, "(N, D)", 2)
    check_samples("x", x)
    check_shape("w", w, "(D,)", x.shape[1])
    return x @ w + b


def heaviside(net: Array, threshold: str = "ge") -> Array:
    r"""$1$ where the net input reaches the threshold, else $0$; `"ge"`: net ≥ 0, `"gt"`: net > 0.

    Source: `001_93c4fdc1f7522504.txt` (ge), `002_3f85b5039545d858.txt` (gt).
    """
    check_option("threshold", threshold, THRESHOLDS)
    net = as_float(net)
    xp = namespace(net)
    return xp.astype(net >= 0 if threshold == "ge" else net > 0, net.dtype)


def mcp_neuron(x: Array, w: Array, b: float | Array, threshold: str = "ge") -> Array:
    """McCulloch–Pitts neuron: `heaviside(net_input(x, w, b))`, values in {0, 1}, shape (N,).

    Source: `001_93c4fdc1f7522504.txt`, McCulloch–Pitts neuron.
    """
    return heaviside(net_input(x, w, b), threshold)


def mcp_gate(name: str, threshold: str | None = None) -> tuple[list[float], float]:
    """Weights and bias of a logic gate: the lecture's integers for "ge", half-integers (safe under both) otherwise.

    Args:
        name: and, or, not, nand, nor.
        threshold: "ge", "gt" or None.
    """
    check_option("name", name, GATES)
    w, b = {
        "and": ([1.0, 1.0], -2.0),
        "or": ([1.0, 1.0], -1.0),
        "not": ([-1.0], 0.0),
        "nand": ([-1.0, -1.0], 1.0),
        "nor": ([-1.0, -1.0], 0.0),
    }[name]
    if threshold == "ge":
        return w, b
    if threshold is not None:
        check_option("threshold", threshold, THRESHOLDS)
    return w, b + 0.5


def k_of_m_gate(m: int, k: int, threshold: str) -> tuple[list[float], float]:
    """Unit weights and the integer bias that fire when at least `k` of `m` inputs are on: −k (ge), 1−k (gt)."""
    check_option("threshold", threshold, THRESHOLDS)
    if not 1 <= k <= m:
        raise ValueError(f"k: expected 1 ≤ k ≤ m = {m}, got {k}")
    return [1.0] * m, float(-k if threshold == "ge" else 1 - k)


def perceptron_predict(X: Array, w: Array, b: float | Array, threshold: str = "ge", labels: str = "01") -> Array:
    r"""$\hat y = step(w \cdot x + b)$ for each row, as labels {0, 1} or {−1, +1}.

    Args:
        X: (N, D) float. w: (D,) float. b: float.

    Returns:
        (N,) float.

    Source: `000_5c6663de3292b89f.txt`, perceptron.
    """
    check_option("labels", labels, LABELS)
    fires = heaviside(net_input(X, w, b), threshold)
    return fires if labels == "01" else 2 * fires - 1


def perceptron_update(
    w: Array, b: float, x: Array, y: float, eta: float = 1.0, threshold: str = "ge", labels: str = "01"
) -> tuple[Array, float]:
    r"""One step on one sample: $w \leftarrow w + \eta (y - \hat y) x$, $b \leftarrow b + \eta (y - \hat y)$.

    Args:
        w: (D,) float. x: (D,) float. y: a label of the set.

    Returns:
        new (w, b); the arguments are left alone.

    Source: `000_5c6663de3292b89f.txt`, perceptron learning.
    """
    w, x = as_floats(w, x)
    xp = namespace(w, x)
    check_shape("x", x, "(D,)", w.shape[0])
    check_option("labels", labels, LABELS)
    _check_label(float(y), labels)
    if not eta > 0:
        raise ValueError(f"eta: expected a number above 0, got {eta}")
    y_hat = perceptron_predict(xp.reshape(x, (1, -1)), w, b, threshold, labels)[0]
    error = float(y) - float(y_hat)
    return w + eta * error * x, b + eta * error


def _check_label(y: float, labels: str) -> None:
    allowed = (0.0, 1.0) if labels == "01" else (-1.0, 1.0)
    if y not in allowed:
        raise ValueError(f"y: expected labels {allowed[0]:g} and {allowed[1]:g}, got {y:g}")


class PerceptronResult(NamedTuple):
    """What training gives; `history` has a row (b, w₁, …, w_D) after each update.

    `converged` needs an epoch without an update and every sample right: an update too small for the weights' dtype
    changes nothing.
    """

    w: Array
    b: float
    epochs: int
    updates: int
    history: Array
    converged: bool


def perceptron_fit(
    X: Array,
    y: Array,
    eta: float | Callable[[int], float] = 1.0,
    max_epochs: int = 100,
    order: list[int] | None = None,
    threshold: str = "ge",
    labels: str = "01",
    w0: Array | None = None,
    b0: float = 0.0,
) -> PerceptronResult:
    """Perceptron learning: sample after sample, until an epoch has no update or `max_epochs` have passed.

    Args:
        X: (N, D) float. y: (N,) labels. order: the order of samples in each epoch, (N,) int.
        eta: above 0; or how it decays, a function of the epoch from 0, such as
            `lambda t: lr_schedule("inverse", t, 1.0, k=0.5)`.
        w0: start weights, zeros when None.

    Raises:
        ValueError: shapes that do not fit, an empty batch, labels of another set, an `order` that is no permutation,
            an eta that is not above 0.

    Source: `000_5c6663de3292b89f.txt`, perceptron learning; `001_93c4fdc1f7522504.txt` ("η can be slowly decreased").
    """
    return _train(perceptron_update, X, y, eta, max_epochs, order, threshold, labels, w0, b0)


def _train(update, X, y, eta, max_epochs, order, threshold, labels, w0, b0) -> PerceptronResult:
    """Training with any update rule of `perceptron_update`'s signature."""
    X = as_float(X)
    xp = namespace(X)
    check_ndim("X", X, "(N, D)", 2)
    check_shape("y", y, "(N,)", X.shape[0])
    check_samples("X", X)
    if order is not None and sorted(int(i) for i in order) != list(range(X.shape[0])):
        raise ValueError(f"order: expected each index from 0 to {X.shape[0] - 1} once, got {list(order)}")
    start = xp.zeros_like(X[0, :]) if w0 is None else xp.astype(w0, X.dtype)
    w, b, rows, epoch, clean = start, float(b0), [], 0, False
    while epoch < max_epochs and not clean:
        rate = eta(epoch) if callable(eta) else eta
        epoch, clean = epoch + 1, True
        for i in range(X.shape[0]) if order is None else order:
            w_new, b_new = update(w, b, X[i, :], float(y[i]), rate, threshold, labels)
            if float(xp.max(xp.abs(w_new - w))) > 0 or b_new != b:
                w, b, clean = w_new, b_new, False
                rows.append(xp.concat([xp.zeros_like(w[:1]) + b, w]))
    right = clean and bool(xp.all(perceptron_predict(X, w, b, threshold, labels) == like(y, X)))
    return PerceptronResult(w, b, epoch, len(rows), _history(rows, X), right)


def _history(rows: list[Array], X: Array) -> Array:
    """The rows as (updates, D + 1)."""
    xp = namespace(X)
    return xp.stack(rows) if rows else xp.concat([X, X[:, :1]], axis=1)[:0, :]


def perceptron_mistake_bound(X: Array, y: Array, w_star: Array, b_star: float) -> float:
    r"""$(R/\gamma)^2$ with $R = \max\|(1, x)\|$ and $\gamma$ the normalised margin of a separating $(w^*, b^*)$.

    Args:
        X: (N, D) float. y: (N,) in {0, 1} or {−1, 1}. w_star: (D,) float. b_star: float.

    Raises:
        ValueError: shapes that do not fit, an empty batch, a boundary with a sample on the wrong side.

    Source: `001_93c4fdc1f7522504.txt`, perceptron convergence.
    """
    X, w_star = as_floats(X, w_star)
    margin = _least_margin(X, y, w_star, b_star) / _length(w_star, b_star)
    if margin <= 0:
        raise ValueError("w_star, b_star: expected a separating boundary, got one with a sample on the wrong side")
    return (_radius(X) / margin) ** 2


def _least_margin(X: Array, y: Array, w: Array, b: float) -> float:
    """The smallest net input on the right side, before it is normalised."""
    net = net_input(X, w, b)
    xp = namespace(net, y)
    check_shape("y", y, "(N,)", X.shape[0])
    return float(xp.min(xp.where(like(y, X) > 0, net, -net)))


def _length(w: Array, b: float) -> float:
    """‖(b, w)‖."""
    return (float(namespace(w).sum(w * w)) + float(b) ** 2) ** 0.5


def _radius(X: Array) -> float:
    """max ‖(1, x)‖."""
    xp = namespace(X)
    return float(xp.max(1 + xp.sum(X * X, axis=1))) ** 0.5
