r"""Nearest neighbours and nearest prototypes: a linear classifier is "nearest neighbour with prototype images".

$\arg\min_c \|q - p_c\|^2 = \arg\max_c (p_c^\top q - \frac12\|p_c\|^2)$: templates as weights, and a bias of their own.

Sources: `001_93c4fdc1f7522504.txt` (linear classifier: effectively nearest neighbour with prototype images).
"""

from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
    transpose,
)
from reference.linear.hinge import one_hot


class LinearClassifier(NamedTuple):
    """Scores Wx + b."""

    W: Array  # (C, D)
    b: Array  # (C,)


def pairwise_sq_dists(Q: Array, X: Array) -> Array:
    r"""$\|q\|^2 - 2 q^\top x + \|x\|^2$ for all pairs at once, never below 0.

    The first row of X is subtracted from both before: far from the origin the three terms are large and their sum is
    lost to rounding; and integers stay integers, so that equal distances stay equal.

    Args:
        Q: (M, D) float, queries; M may be 0. X: (N, D) float, at least one row.

    Returns:
        (M, N) float; one row a query.

    Raises:
        ValueError: other axes, different D, no row in X.

    Source: `001_93c4fdc1f7522504.txt`, linear classifier.

    >>> import numpy as np
    >>> pairwise_sq_dists(np.array([[2.0, 2.0]]), np.array([[0.0, 0], [2, 0], [0, 2], [3, 3]])).tolist()
    [[8.0, 4.0, 4.0, 2.0]]
    """
    Q, X = as_floats(Q, X)
    check_ndim("X", X, "(N, D)", 2)
    check_samples("X", X)
    check_ndim("Q", Q, "(M, D)", 2)
    check_shape("Q", Q, "(M, D)", Q.shape[0], X.shape[1])
    return _expanded(Q - X[:1, :], X - X[:1, :])


def _expanded(Q: Array, X: Array) -> Array:
    xp = namespace(Q)
    q, x = xp.sum(Q * Q, axis=1), xp.sum(X * X, axis=1)
    d = q[:, None] - 2 * (Q @ transpose(X)) + x[None, :]
    return xp.where(d < 0, xp.zeros_like(d), d)


def _votes(Q: Array, X: Array, y: Array, k: int, C: int) -> Array:
    """(M, C) float: how many of the k nearest are of each class."""
    d = pairwise_sq_dists(Q, X)
    xp = namespace(d, y)
    if not 1 <= k <= X.shape[0]:
        raise ValueError(f"k: expected 1…{X.shape[0]} neighbours, got {k}")
    member = xp.astype(one_hot(xp.zeros((X.shape[0], C), dtype=d.dtype, device=getattr(d, "device", None)), y), d.dtype)
    nearest = xp.argsort(d, axis=1, stable=True)[:, :k]
    found = xp.take(member, xp.reshape(nearest, (-1,)), axis=0)
    return xp.sum(xp.reshape(found, (d.shape[0], k, C)), axis=1)


def knn_predict(Q: Array, X: Array, y: Array, k: int, C: int) -> Array:
    """The class that most of the k nearest have; equal distance: smaller index first, equal votes: smaller class.

    Args:
        Q: (M, D) float. X: (N, D) float, training samples. y: (N,) int in 0…C−1. k: 1…N. C: number of classes.

    Returns:
        (M,) int.

    Raises:
        TypeError: labels that are not integers.
        ValueError: shapes that do not fit, labels outside 0…C−1, no training sample, a k outside 1…N.

    Source: `001_93c4fdc1f7522504.txt`, linear classifier; model selection (k is chosen on validation data).
    """
    votes = _votes(Q, X, y, k, C)
    return namespace(votes).argmax(votes, axis=1)


def nearest_prototype(Q: Array, P: Array) -> Array:
    """The class whose prototype is nearest; the first of a tie.

    Args:
        Q: (M, D) float. P: (C, D) float, one prototype a class.

    Returns:
        (M,) int.

    Raises:
        ValueError: shapes that do not fit, no prototype.

    Source: `001_93c4fdc1f7522504.txt`, effectively nearest neighbour with prototype images.
    """
    d = pairwise_sq_dists(Q, P)
    return namespace(d).argmin(d, axis=1)


def prototype_classifier(P: Array) -> LinearClassifier:
    r"""$W = P$, $b_c = -\frac12 \|p_c\|^2$: the largest score Wx + b is that of the nearest prototype.

    Args:
        P: (C, D) float.

    Returns:
        (W (C, D), b (C,)).

    Raises:
        ValueError: other than two axes, no prototype.

    Source: `001_93c4fdc1f7522504.txt`, effectively nearest neighbour with prototype images.

    >>> import numpy as np
    >>> W, b = prototype_classifier(np.array([[1.0, 0], [3, 4]]))
    >>> (W @ [2.0, 1.0] + b).tolist()
    [1.5, -2.5]
    """
    P = as_float(P)
    check_ndim("P", P, "(C, D)", 2)
    check_samples("P", P)
    return LinearClassifier(P, -namespace(P).sum(P * P, axis=1) / 2)
