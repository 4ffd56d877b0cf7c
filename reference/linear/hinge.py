"""The linear classifier, the multiclass hinge loss with its gradient, and L2 penalties.

Sources: `001_93c4fdc1f7522504.txt` (linear classifier, hinge loss, gradient, λ‖W‖²), `003_a887474237fda507.txt`
(half form of the penalty). The loss sums over the wrong classes and averages over samples.
"""

import math

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_samples,
    check_shape,
    namespace,
    transpose,
)

REDUCTIONS = ("none", "mean", "sum")
FORMS = ("lam", "half")


def linear_scores(X: Array, W: Array, b: Array) -> Array:
    r"""$s = X W^\top + b$, one score a class.

    Args:
        X: (N, D) float. W: (C, D) float, a row per class. b: (C,) float.

    Returns:
        (N, C) float.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, linear classifier.
    """
    X, W, b = as_floats(X, W, b)
    check_ndim("X", X, "(N, D)", 2)
    check_samples("X", X)
    check_ndim("W", W, "(C, D)", 2)
    check_shape("W", W, "(C, D)", W.shape[0], X.shape[1])
    check_shape("b", b, "(C,)", W.shape[0])
    return X @ transpose(W) + b


def predict_class(scores: Array) -> Array:
    """The class with the highest score, the first one of a tie: (N, C) float → (N,) int."""
    check_ndim("scores", scores, "(N, C)", 2)
    check_samples("scores", scores)
    return namespace(scores).argmax(scores, axis=-1)


def class_templates(W: Array, shape: tuple[int, ...]) -> Array:
    """Each row of W as a picture, row by row: (C, D) → (C, *shape).

    Raises:
        ValueError: W with other than two axes, a shape that does not hold D numbers.

    Source: `001_93c4fdc1f7522504.txt`, linear classifier.
    """
    W = as_float(W)
    check_ndim("W", W, "(C, D)", 2)
    check_shape("W", W, "(C, D)", W.shape[0], math.prod(shape))
    return namespace(W).reshape(W, (W.shape[0], *shape))


def one_hot(scores: Array, y: Array) -> Array:
    """(N, C) bool, True at the true class.

    Raises:
        TypeError: labels that are not integers.
        ValueError: a label outside 0…C−1, not one label a sample, an empty batch.
    """
    xp = namespace(scores, y)
    check_ndim("scores", scores, "(N, C)", 2)
    check_samples("scores", scores)
    check_shape("y", y, "(N,)", scores.shape[0])
    if not xp.isdtype(y.dtype, "integral"):
        raise TypeError(f"y: expected integer class labels, got dtype {y.dtype}")
    if int(xp.min(y)) < 0 or int(xp.max(y)) >= scores.shape[1]:
        raise ValueError(f"y: expected labels in 0…{scores.shape[1] - 1}, got {int(xp.min(y))}…{int(xp.max(y))}")
    classes = xp.arange(scores.shape[1], dtype=y.dtype, device=getattr(y, "device", None))
    return xp.reshape(y, (-1, 1)) == xp.reshape(classes, (1, -1))


def _margins(scores: Array, y: Array, delta: float) -> tuple[Array, Array]:
    """s_j − s_y + Δ at the wrong classes, −1 at the true one, and the one-hot of y."""
    xp = namespace(scores, y)
    true = one_hot(scores, y)
    s_y = xp.sum(xp.where(true, scores, xp.zeros_like(scores)), axis=1, keepdims=True)
    return xp.where(true, -xp.ones_like(scores), scores - s_y + delta), true


def reduced(losses: Array, reduction: str) -> Array:
    """The losses as they are ("none"), or their mean or sum over all entries."""
    check_option("reduction", reduction, REDUCTIONS)
    xp = namespace(losses)
    return losses if reduction == "none" else xp.mean(losses) if reduction == "mean" else xp.sum(losses)


def multiclass_hinge(scores: Array, y: Array, delta: float = 1.0, reduction: str = "mean") -> Array:
    r"""$L_i = \sum_{j \ne y_i} \max(0, s_j - s_{y_i} + \Delta)$, averaged over samples.

    Args:
        scores: (N, C) float. y: (N,) int. reduction: none, mean, sum.

    Returns:
        a scalar, or (N,) for "none".

    Raises:
        TypeError: labels that are not integers.
        ValueError: labels outside 0…C−1, shapes that do not fit, an empty batch, an unknown reduction.

    Source: `001_93c4fdc1f7522504.txt`, hinge loss (multiclass SVM).

    >>> import numpy as np
    >>> float(multiclass_hinge(np.array([[13.0, -7.0, 11.0]]), np.array([0]), delta=10.0))
    8.0
    """
    scores = as_float(scores)
    xp = namespace(scores, y)
    margins, _ = _margins(scores, y, delta)
    return reduced(xp.sum(xp.where(margins <= 0, xp.zeros_like(margins), margins), axis=1), reduction)


def multiclass_hinge_grad_scores(scores: Array, y: Array, delta: float = 1.0) -> Array:
    r"""$\partial L_i / \partial s$ per sample: 1 at each violating class, minus their number at the true class.

    Args:
        scores: (N, C) float. y: (N,) int.

    Returns:
        (N, C) float, not divided by N. At a margin of exactly 0 the indicator is 0.

    Source: `001_93c4fdc1f7522504.txt`, gradient of the hinge loss.
    """
    scores = as_float(scores)
    xp = namespace(scores, y)
    margins, true = _margins(scores, y, delta)
    hits = xp.astype(margins > 0, scores.dtype)
    return xp.where(true, -xp.sum(hits, axis=1, keepdims=True), hits)


def svm_loss_and_grad(
    W: Array, b: Array, X: Array, y: Array, delta: float = 1.0, lam: float = 0.0
) -> tuple[Array, Array, Array]:
    r"""$L = \frac1N\sum_i L_i + \lambda\|W\|^2$ and its gradients.

    Args:
        W: (C, D) float. b: (C,) float. X: (N, D) float. y: (N,) int. lam: λ ≥ 0.

    Returns:
        loss (scalar), dW (C, D), db (C,).

    Raises:
        TypeError, ValueError: as `multiclass_hinge`; λ < 0.

    Source: `001_93c4fdc1f7522504.txt`, hinge loss with regularisation.
    """
    check_at_least(0, lam=lam)
    X, W, b = as_floats(X, W, b)
    xp = namespace(X)
    scores = linear_scores(X, W, b)
    loss = multiclass_hinge(scores, y, delta) + lam * xp.sum(W * W)
    d = multiclass_hinge_grad_scores(scores, y, delta) / X.shape[0]
    return loss, transpose(d) @ X + 2 * lam * W, xp.sum(d, axis=0)


def l2_penalty(Ws: list[Array], lam: float, form: str = "lam") -> Array:
    r"""$\lambda \sum_l \|W_l\|^2$ ("lam") or $\frac\lambda2 \sum_l \|W_l\|^2$ ("half"); biases are not passed.

    Raises:
        ValueError: no weights, λ < 0, an unknown form.

    Source: `001_93c4fdc1f7522504.txt` (lam), `003_a887474237fda507.txt` (half).
    """
    check_option("form", form, FORMS)
    check_at_least(0, lam=lam)
    if not Ws:
        raise ValueError("Ws: expected at least one weight array, got none")
    total = sum(namespace(W).sum(W * W) for W in as_floats(*Ws))
    return (lam if form == "lam" else lam / 2) * total


def l2_gradient(W: Array, lam: float, form: str = "lam") -> Array:
    r"""Gradient of the penalty: $2\lambda W$ ("lam") or $\lambda W$ ("half"); any shape.

    Source: `001_93c4fdc1f7522504.txt` (lam), `003_a887474237fda507.txt` (half).
    """
    check_option("form", form, FORMS)
    check_at_least(0, lam=lam)
    return (2 * lam if form == "lam" else lam) * as_float(W)


def combined_loss(data_losses: Array, Ws: list[Array], lam: float, form: str = "lam") -> Array:
    r"""$\frac1N\sum_i L_i$ plus the penalty; only the data term is divided by N.

    Args:
        data_losses: (N,) float.

    Raises:
        ValueError: an empty batch; as `l2_penalty`.

    Source: `001_93c4fdc1f7522504.txt`, regularisation.
    """
    data_losses, *Ws = as_floats(data_losses, *Ws)
    check_ndim("data_losses", data_losses, "(N,)", 1)
    check_samples("data_losses", data_losses)
    return namespace(data_losses).mean(data_losses) + l2_penalty(Ws, lam, form)
