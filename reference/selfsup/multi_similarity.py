r"""Binomial deviance and multi-similarity loss: pairs weighed by their similarity $S_{ij}$.

Positives of i are the other samples of its class; i itself is none. An anchor without positives, or without negatives,
has 0 in that part. λ is an offset of similarities, no weight of a regulariser.

Sources: `001_93c4fdc1f7522504.txt` (multi-similarity loss; binomial deviance is named); Yi et al. 2014, Wang et al.
2019.
"""

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_ndim,
    check_option,
    check_samples,
    check_shape,
    namespace,
    transpose,
)
from reference.linear.softmax import logsumexp, softmax
from reference.neurons.activations import softplus
from reference.vision.clip import unit


def cosine_similarity_matrix(X: Array) -> Array:
    r"""$S_{ij} = \frac{x_i \cdot x_j}{\|x_i\|\|x_j\|}$.

    Args:
        X: (m, d) float; a row of zeros has similarities of 0.

    Returns:
        (m, m) float.

    Raises:
        ValueError: other axes.

    Source: `001_93c4fdc1f7522504.txt`, multi-similarity loss; Wang et al. 2019.
    """
    X = as_float(X)
    check_ndim("X", X, "(m, d)", 2)
    return unit(X) @ transpose(unit(X))


def _pairs(S: Array, labels: Array, **scales: float) -> tuple[Array, Array, Array]:
    """S as float, and where pairs are positive and negative."""
    for name, value in scales.items():
        if not value > 0:
            raise ValueError(f"{name}: expected a number above 0, got {value}")
    (S,) = as_floats(S)
    check_ndim("labels", labels, "(m,)", 1)
    m, xp = labels.shape[0], namespace(S, labels)
    if not xp.isdtype(labels.dtype, "integral"):
        raise TypeError(f"labels: expected integers, got dtype {labels.dtype}")
    check_samples("labels", labels)
    check_shape("S", S, "(m, m)", m, m)
    at = xp.arange(m, device=getattr(S, "device", None))
    same = labels[:, None] == labels[None, :]
    return S, same & (at[:, None] != at[None, :]), ~same


def binomial_deviance_loss(
    S: Array, labels: Array, alpha: float, beta: float, lam: float, reduction: str = "sum"
) -> Array:
    r"""Of each anchor the mean over its positives and the mean over its negatives, added.

    $\log(1+e^{\alpha(\lambda-S_{ip})})$ for a positive p, $\log(1+e^{\beta(S_{in}-\lambda)})$ for a negative n.

    Args:
        S: (m, m) float. labels: (m,) int. alpha, beta: above 0. lam: λ. reduction: "sum" or "mean" over anchors.

    Returns:
        a scalar.

    Raises:
        TypeError: labels that are no integers.
        ValueError: shapes that do not fit, an empty batch, α or β not above 0, another reduction.

    Source: `001_93c4fdc1f7522504.txt`, multi-similarity loss; Yi et al. 2014.
    """
    check_option("reduction", reduction, ("sum", "mean"))
    S, positive, negative = _pairs(S, labels, alpha=alpha, beta=beta)
    each = _mean_of(softplus(alpha * (lam - S)), positive) + _mean_of(softplus(beta * (S - lam)), negative)
    xp = namespace(S)
    return xp.sum(each) if reduction == "sum" else xp.mean(each)


def _mean_of(x: Array, where: Array) -> Array:
    """Row means of the marked entries, 0 where there is none."""
    xp = namespace(x)
    marks = xp.astype(where, x.dtype)
    number = xp.sum(marks, axis=1)
    return xp.sum(marks * x, axis=1) / xp.where(number == 0, xp.ones_like(number), number)


def _with_one(x: Array, where: Array) -> Array:
    """The marked entries, −∞ elsewhere, and a column of zeros in front: the 1 inside the log."""
    xp = namespace(x)
    return xp.concat([0 * x[:, :1], xp.where(where, x, xp.full_like(x, -xp.inf))], axis=1)


def multi_similarity_loss(S: Array, labels: Array, alpha: float = 2.0, beta: float = 50.0, lam: float = 0.5) -> Array:
    r"""The mean over anchors i of one logarithm for its positives and one for its negatives.

    $\frac1\alpha\log[1+\sum_p e^{-\alpha(S_{ip}-\lambda)}] + \frac1\beta\log[1+\sum_n e^{\beta(S_{in}-\lambda)}]$

    Args:
        S: (m, m) float. labels: (m,) int. alpha, beta: above 0 (the lecture gives no values). lam: λ.

    Returns:
        a scalar; all pairs count, none is mined.

    Raises:
        TypeError: labels that are no integers.
        ValueError: shapes that do not fit, an empty batch, α or β not above 0.

    Source: `001_93c4fdc1f7522504.txt`, multi-similarity loss; Wang et al. 2019.
    """
    S, positive, negative = _pairs(S, labels, alpha=alpha, beta=beta)
    pull = logsumexp(_with_one(-alpha * (S - lam), positive)) / alpha
    push = logsumexp(_with_one(beta * (S - lam), negative)) / beta
    return namespace(S).mean(pull + push)


def multi_similarity_grad(S: Array, labels: Array, alpha: float = 2.0, beta: float = 50.0, lam: float = 0.5) -> Array:
    r"""$\mp\frac1m\frac{e^{\ldots}}{1+\sum e^{\ldots}}$: minus at positives, plus at negatives, exponents of the loss.

    Args:
        S, labels, alpha, beta, lam: as for the loss. Every entry of S is a variable of its own.

    Returns:
        (m, m) float, the diagonal 0.

    Raises:
        TypeError: labels that are no integers.
        ValueError: as for the loss.

    Source: `001_93c4fdc1f7522504.txt`, multi-similarity loss; Wang et al. 2019.
    """
    S, positive, negative = _pairs(S, labels, alpha=alpha, beta=beta)
    pull = softmax(_with_one(-alpha * (S - lam), positive))[:, 1:]
    push = softmax(_with_one(beta * (S - lam), negative))[:, 1:]
    return (push - pull) / S.shape[0]
