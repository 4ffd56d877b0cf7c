r"""Adaline: a linear neuron that learns by gradient descent on its squared error, before the threshold.

Source: `003_a887474237fda507.txt` (Adaline review). The deck prints the gradient as a plain sum without 2 or 1/N, so
the cost is $J = \frac12 \sum_i (y_i - a_i)^2$ here. Batch descent is stable iff $\eta < 2 / \lambda_{max}(X^T X)$,
X with the bias column.
"""

from collections.abc import Callable
from typing import NamedTuple

from reference._array import (
    Array,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_samples,
    check_shape,
    like,
    namespace,
)
from reference.neurons.perceptron import LABELS, heaviside, net_input

MODES = ("batch", "sgd")


class AdalineGradient(NamedTuple):
    """Derivatives of the cost: (D,) and a scalar."""

    dw: Array
    db: Array


class AdalineFit(NamedTuple):
    """What training gives; `costs[e]` is the cost after e epochs, so `costs[0]` is that of the start."""

    w: Array
    b: Array
    costs: Array


def _error(X: Array, y: Array, w: Array, b: float | Array) -> Array:
    """y − a with the linear activation a = w·x + b, (N,)."""
    check_samples("X", X)
    a = net_input(X, w, b)
    check_shape("y", y, "(N,)", a.shape[0])
    return like(y, a) - a


def adaline_cost(X: Array, y: Array, w: Array, b: float | Array) -> Array:
    r"""$J = \frac12 \sum_i (y_i - a_i)^2$ with $a_i = w \cdot x_i + b$.

    Args:
        X: (N, D) float. y: (N,) float targets. w: (D,) float. b: float.

    Returns:
        A scalar.

    Raises:
        ValueError: no sample, shapes that do not match.

    Source: `003_a887474237fda507.txt`, weight update details.

    >>> import numpy as np
    >>> float(adaline_cost(np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0]), np.array([0.0]), 0.0))
    7.0
    """
    error = _error(X, y, w, b)
    return namespace(error).sum(error * error) / 2


def adaline_gradient(X: Array, y: Array, w: Array, b: float | Array) -> AdalineGradient:
    r"""$\partial J/\partial w_j = -\sum_i (y_i - a_i) x_{ij}$, $\partial J/\partial b = -\sum_i (y_i - a_i)$.

    Args, errors: as `adaline_cost`.

    Returns:
        dw: (D,) float. db: a scalar.

    Source: `003_a887474237fda507.txt`, weight update details.
    """
    error = _error(X, y, w, b)
    X, error = as_floats(X, error)
    return AdalineGradient(-(error @ X), -namespace(error).sum(error))


def adaline_fit(
    X: Array,
    y: Array,
    eta: float,
    epochs: int,
    mode: str = "batch",
    w0: Array | None = None,
    b0: float | Array = 0.0,
) -> AdalineFit:
    r"""$w \leftarrow w - \eta \nabla J$ once an epoch ("batch"), or with each sample's own gradient in turn ("sgd").

    Args:
        X: (N, D) float. y: (N,) float. eta, epochs: at least 0. w0: (D,) float, zeros when None. b0: float.

    Returns:
        w: (D,). b: a scalar. costs: (epochs + 1,), of the whole set, the start's first.

    Raises:
        ValueError: no sample, shapes that do not match, negative eta or epochs, unknown mode.

    Source: `003_a887474237fda507.txt`, Adaline review.
    """
    return _descend(adaline_gradient, X, y, eta, epochs, mode, w0, b0)


def _descend(gradient: Callable[..., AdalineGradient], X, y, eta, epochs, mode, w0, b0) -> AdalineFit:
    """Training with any gradient of `adaline_gradient`'s signature."""
    check_option("mode", mode, MODES)
    check_at_least(0, eta=eta, epochs=epochs)
    X, w0 = as_floats(X, w0)
    xp = namespace(X)
    check_ndim("X", X, "(N, D)", 2)
    w = xp.zeros(X.shape[1], dtype=X.dtype, device=getattr(X, "device", None)) if w0 is None else w0
    b = xp.asarray(b0, dtype=X.dtype, device=getattr(X, "device", None))
    costs = [adaline_cost(X, y, w, b)]
    parts = [slice(None)] if mode == "batch" else [slice(i, i + 1) for i in range(X.shape[0])]
    for _ in range(epochs):
        for part in parts:
            dw, db = gradient(X[part, :], y[part], w, b)
            w, b = w - eta * dw, b - eta * db
        costs.append(adaline_cost(X, y, w, b))
    return AdalineFit(w, b, xp.stack(costs))


def adaline_predict(X: Array, w: Array, b: float | Array, labels: str = "pm1") -> Array:
    """Labels from the linear activation: +1 where a ≥ 0, else −1 ("pm1"); 1 where a ≥ ½, else 0 ("01").

    Args:
        X: (N, D) float. w: (D,) float. b: float.

    Returns:
        (N,) float.

    Raises:
        ValueError: shapes that do not match, unknown label set.

    Source: `003_a887474237fda507.txt`, Adaline review; the thresholds are halfway between the labels.
    """
    check_option("labels", labels, LABELS)
    a = net_input(X, w, b)
    return 2 * heaviside(a) - 1 if labels == "pm1" else heaviside(a - 0.5)
