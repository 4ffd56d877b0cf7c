r"""Softmax with cross-entropy, and the logistic cost: sum or mean, single or many labels.

Sources: `004_c46ddd2f6285f478.txt` (softmax of the true class; the image of its binary cross-entropy is missing, taken
here as a mean over n), `003_a887474237fda507.txt` (logistic cost: a sum, penalty λ/2·‖w‖², arrays [units, samples]).
The decks disagree on sum and mean, so `reduction` is an argument: "mean" by default for classes, "sum" for the logistic
cost. Logarithms are natural.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_ndim, check_option, check_shape, like, namespace
from reference.linear.hinge import l2_gradient, l2_penalty, one_hot, reduced
from reference.neurons.activations import sigmoid, softplus

LOG_FLOOR = -100.0  # of log a, so that a confident mistake costs 100 and not ∞; torch has the same


# -- softmax


def _logits(z: Array, axis: int) -> Array:
    """z as float, with an axis to normalise over."""
    z = as_float(z)
    if not -z.ndim <= axis < z.ndim:
        raise ValueError(f"axis: expected an axis of z with shape {tuple(z.shape)}, got {axis}")
    if 0 in z.shape:
        raise ValueError(f"z: expected at least one sample and one class, got shape {tuple(z.shape)}")
    return z


def softmax(z: Array, axis: int = -1) -> Array:
    r"""$p_k = e^{z_k} / \sum_j e^{z_j}$, with the maximum subtracted first.

    Args:
        z: (..., C) float, any number of axes. axis: the classes.

    Returns:
        shape of z, float; sums to 1 over `axis`.

    Raises:
        ValueError: an axis z does not have, an empty z.

    Source: `004_c46ddd2f6285f478.txt`, softmax.
    """
    z = _logits(z, axis)
    xp = namespace(z)
    e = xp.exp(z - xp.max(z, axis=axis, keepdims=True))
    return e / xp.sum(e, axis=axis, keepdims=True)


def log_softmax(z: Array, axis: int = -1) -> Array:
    r"""$z_k - \log\sum_j e^{z_j}$, with the maximum subtracted first; arguments and errors of `softmax`.

    Source: `004_c46ddd2f6285f478.txt`, softmax.
    """
    z = _logits(z, axis)
    xp = namespace(z)
    z = z - xp.max(z, axis=axis, keepdims=True)
    return z - xp.log(xp.sum(xp.exp(z), axis=axis, keepdims=True))


def logsumexp(z: Array, axis: int = -1) -> Array:
    r"""$\log\sum_j e^{z_j}$ over an axis, with the maximum subtracted first; −∞ where every entry is.

    Args:
        z: (..., C) float. axis: what is summed.

    Returns:
        the shape of z without `axis`.

    Raises:
        ValueError: an axis z does not have, an empty z.

    Source: `004_c46ddd2f6285f478.txt`, softmax.
    """
    z = _logits(z, axis)
    xp = namespace(z)
    top = xp.max(z, axis=axis, keepdims=True)
    top = xp.where(xp.isinf(top), xp.zeros_like(top), top)
    return xp.log(xp.sum(xp.exp(z - top), axis=axis)) + xp.squeeze(top, axis=axis)


def _at_true_class(logp: Array, y: Array) -> Array:
    """−log p_y, one a sample: (N, C) → (N,)."""
    xp = namespace(logp, y)
    return xp.sum(xp.where(one_hot(logp, y), -logp, xp.zeros_like(logp)), axis=1)


def cross_entropy(logits: Array, y: Array, reduction: str = "mean") -> Array:
    r"""$-\log p_{y_i}$ with $p = softmax(z_i)$, averaged over samples.

    Args:
        logits: (N, C) float, before the softmax. y: (N,) int. reduction: none, mean, sum.

    Returns:
        a scalar, or (N,) for "none"; in nats.

    Raises:
        TypeError: labels that are not integers.
        ValueError: labels outside 0…C−1, shapes that do not fit, an empty batch, an unknown reduction.

    Source: `004_c46ddd2f6285f478.txt`, softmax and loss function.

    >>> import numpy as np
    >>> round(float(cross_entropy(np.array([[1.0, 2.0, 3.0]]), np.array([0]))), 6)
    2.407606
    """
    logits = as_float(logits)
    check_ndim("logits", logits, "(N, C)", 2)
    return reduced(_at_true_class(log_softmax(logits), y), reduction)


def cross_entropy_grad(logits: Array, y: Array) -> Array:
    r"""Gradient of the mean cross-entropy: $\frac1N (p - onehot(y))$.

    Args:
        logits: (N, C) float. y: (N,) int.

    Returns:
        (N, C) float; each row sums to 0.

    Raises:
        TypeError, ValueError: as `cross_entropy`.

    Source: `004_c46ddd2f6285f478.txt`, softmax and loss function.
    """
    logits = as_float(logits)
    check_ndim("logits", logits, "(N, C)", 2)
    p = softmax(logits)
    return (p - namespace(p).astype(one_hot(p, y), p.dtype)) / p.shape[0]


def softmax_jacobian(z: Array) -> Array:
    r"""$\partial p_i / \partial z_j$: $J = diag(p) - p p^\top$.

    Args:
        z: (C,) float.

    Returns:
        (C, C) float, symmetric; rows sum to 0.

    Raises:
        ValueError: z with other than one axis, or empty.

    Source: `004_c46ddd2f6285f478.txt`, softmax.
    """
    z = as_float(z)
    check_ndim("z", z, "(C,)", 1)
    return _jacobian_of(softmax(z))


def _jacobian_of(p: Array) -> Array:
    identity = namespace(p).eye(p.shape[0], dtype=p.dtype, device=getattr(p, "device", None))
    return p[:, None] * (identity - p[None, :])


# -- logistic cost


def _targets(name: str, z: Array, y: Array) -> tuple[Array, Array]:
    """z as float and y with its shape, in 0…1; integers in y take the dtype of z."""
    z = as_float(z)
    namespace(z, y)  # refuses a mixture of libraries
    check_shape("y", y, f"the shape of {name}", *z.shape)
    if 0 in z.shape:
        raise ValueError(f"{name}: expected at least one sample, got shape {tuple(z.shape)}")
    y = like(y, z)
    _check_range("y", y)
    return z, y


def _check_range(name: str, p: Array) -> None:
    xp = namespace(p)
    if not bool(xp.all((p >= 0) & (p <= 1))):
        raise ValueError(f"{name}: expected values in 0…1, got {float(xp.min(p))}…{float(xp.max(p))}")


def _log(p: Array) -> Array:
    """log p, but never below −100."""
    xp = namespace(p)
    logs = xp.log(xp.where(p > 0, p, xp.ones_like(p)))
    return xp.where((p > 0) & (logs > LOG_FLOOR), logs, LOG_FLOOR * xp.ones_like(p))


def binary_cross_entropy(a: Array, y: Array, reduction: str = "sum") -> Array:
    r"""$-\sum [y \log a + (1 - y) \log(1 - a)]$, each logarithm at least −100.

    Args:
        a: (...) float, probabilities in 0…1. y: the same shape, in 0…1. reduction: none, mean (over all entries), sum.

    Returns:
        a scalar, or the shape of a for "none"; in nats.

    Raises:
        ValueError: shapes that differ, a or y outside 0…1, an empty batch, an unknown reduction.

    Source: `003_a887474237fda507.txt`, cost function.

    >>> import numpy as np
    >>> round(float(binary_cross_entropy(np.array([0.1, 0.9, 0.3]), np.array([0, 1, 0]))), 6)
    0.567396
    """
    a, y = _targets("a", a, y)
    _check_range("a", a)
    return reduced(-(y * _log(a) + (1 - y) * _log(1 - a)), reduction)


def bce_with_logits(z: Array, y: Array, reduction: str = "sum") -> Array:
    r"""The same with $a = \sigma(z)$, finite for every z: $\max(z, 0) - z y + \log(1 + e^{-|z|})$.

    Args:
        z: (...) float, before the sigmoid. y: the same shape, in 0…1. reduction: none, mean (over all entries), sum.

    Returns:
        a scalar, or the shape of z for "none"; in nats.

    Raises:
        ValueError: shapes that differ, y outside 0…1, an empty batch, an unknown reduction.

    Source: `003_a887474237fda507.txt`, cost function.
    """
    z, y = _targets("z", z, y)
    return reduced(softplus(z) - z * y, reduction)


def _linear(X: Array, w: Array, b: float | Array) -> Array:
    """z = Xw + b: (N,)."""
    X, w = as_floats(X, w)
    check_ndim("X", X, "(N, D)", 2)
    check_shape("w", w, "(D,)", X.shape[1])
    if getattr(b, "shape", ()) != ():
        raise ValueError(f"b: expected a single number, got shape {tuple(b.shape)}")
    return X @ w + b


def logistic_cost(X: Array, y: Array, w: Array, b: float | Array, lam: float = 0.0, reduction: str = "sum") -> Array:
    r"""$J = -\sum_i [y_i \log a_i + (1-y_i) \log(1-a_i)] + \frac\lambda2 \|w\|^2$ with $a = \sigma(Xw + b)$.

    Args:
        X: (N, D) float. y: (N,) in 0…1. w: (D,) float. b: float, not penalised. lam: λ ≥ 0.
        reduction: sum or mean of the data term; the penalty is never divided by N.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that do not fit, y outside 0…1, an empty batch, λ < 0, another reduction.

    Source: `003_a887474237fda507.txt`, cost function (sum); `004_c46ddd2f6285f478.txt` (mean).
    """
    check_option("reduction", reduction, ("mean", "sum"))
    X, w = as_floats(X, w)
    return bce_with_logits(_linear(X, w, b), y, reduction) + l2_penalty([w], lam, "half")


class LogisticGradient(NamedTuple):
    """The gradient of `logistic_cost`."""

    dw: Array  # (D,)
    db: Array  # scalar


def logistic_gradient(
    X: Array, y: Array, w: Array, b: float | Array, lam: float = 0.0, reduction: str = "sum"
) -> LogisticGradient:
    r"""Gradient of `logistic_cost`: $dz = a - y$, $dw = X^\top dz + \lambda w$, $db = \sum_i dz_i$; "mean": dz / N.

    Args, errors: those of `logistic_cost`.

    Returns:
        (dw (D,), db scalar).

    Source: `003_a887474237fda507.txt`, minimising the cost function.
    """
    check_option("reduction", reduction, ("mean", "sum"))
    X, w = as_floats(X, w)
    z, y = _targets("z", _linear(X, w, b), y)
    return _gradient_from(sigmoid(z) - y, X, w, lam, reduction)


def _gradient_from(dz: Array, X: Array, w: Array, lam: float, reduction: str) -> LogisticGradient:
    """Both gradients from dz (N,) of the sum."""
    dz, X = as_floats(dz / dz.shape[0] if reduction == "mean" else dz, X)  # mutants hand on the X they were given
    return LogisticGradient(dz @ X + l2_gradient(w, lam, "half"), namespace(dz).sum(dz))


def multilabel_logistic_cost(A: Array, Y: Array, Ws: Sequence[Array], lam: float) -> Array:
    r"""$J = -\sum_j\sum_i [Y \log A + (1-Y) \log(1-A)] + \frac\lambda2 \sum_l \|W_l\|^2$ over units j, samples i.

    Args:
        A: (t, N) float in 0…1, a row per output unit. Y: (t, N) in 0…1. Ws: weights of all layers. lam: λ ≥ 0.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that differ, values outside 0…1, an empty batch, no weights, λ < 0.

    Source: `003_a887474237fda507.txt`, cost function for the entire network.
    """
    A = as_float(A)
    check_ndim("A", A, "(t, N)", 2)
    return binary_cross_entropy(A, Y, "sum") + l2_penalty(list(Ws), lam, "half")
