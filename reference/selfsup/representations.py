r"""Whether a representation is any good: spread, rank, likeness to another one, and what neighbours know.

A loss alone does not tell: a net that maps everything to one point has a perfect invariance.

Sources: `001_93c4fdc1f7522504.txt` (outline: self-supervised learning); Wang and Isola 2020 (alignment, uniformity),
Roy and Vetterli 2007 (effective rank), Kornblith et al. 2019 (CKA), Wu et al. 2018 (nearest neighbours).
"""

from math import log

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
from reference.linear.neighbours import knn_predict
from reference.linear.softmax import logsumexp
from reference.vision.clip import unit


def alignment(x: Array, y: Array, power: float = 2) -> Array:
    r"""$\overline{\|\hat x - \hat y\|^p}$ of rows of length 1: 0 where both views of an image are one point.

    Args:
        x, y: (N, d) float, two views of each image. power: p, above 0.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that differ, an empty batch, a p that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, self-supervised learning; Wang and Isola 2020.
    """
    if not power > 0:
        raise ValueError(f"power: expected a number above 0, got {power}")
    x, y = as_floats(x, y)
    check_ndim("x", x, "(N, d)", 2)
    check_samples("x", x)
    check_shape("y", y, "(N, d)", *x.shape)
    xp = namespace(x)
    return xp.mean(xp.sum((unit(x) - unit(y)) ** 2, axis=1) ** (power / 2))


def uniformity(x: Array, t: float = 2.0) -> Array:
    r"""$\log\overline{e^{-t\|\hat x_i - \hat x_j\|^2}}$ over pairs i < j of rows of length 1: lower is more even.

    Args:
        x: (N, d) float, N ≥ 2. t: above 0.

    Returns:
        a scalar, at most 0.

    Raises:
        ValueError: other axes, fewer than two samples, a t that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, self-supervised learning; Wang and Isola 2020.
    """
    if not t > 0:
        raise ValueError(f"t: expected a number above 0, got {t}")
    x = _rows("x", x, 2)
    xp, N = namespace(x), x.shape[0]
    x = unit(x)
    squared = xp.sum((x[:, None, :] - x[None, :, :]) ** 2, axis=2)
    at = xp.arange(N, device=getattr(x, "device", None))
    pairs = xp.where(at[:, None] < at[None, :], -t * squared, xp.full_like(squared, -xp.inf))
    return logsumexp(xp.reshape(pairs, (-1,))) - log(N * (N - 1) / 2)


def _rows(name: str, x: Array, least: int) -> Array:
    x = as_float(x)
    check_ndim(name, x, "(N, d)", 2)
    if x.shape[0] < least:
        raise ValueError(f"{name}: expected at least {least} samples, got shape {tuple(x.shape)}")
    return x


def effective_rank(Z: Array) -> Array:
    r"""$\exp(-\sum_i p_i\log p_i)$ of the singular values' shares, $p_i = \sigma_i/\sum\sigma$.

    Args:
        Z: (N, d) float, not all 0; it is not centred here.

    Returns:
        a scalar in 1…min(N, d).

    Raises:
        ValueError: other axes, an empty batch, only zeros.

    Source: `001_93c4fdc1f7522504.txt`, self-supervised learning; Roy and Vetterli 2007.
    """
    Z = _rows("Z", Z, 1)
    xp = namespace(Z)
    s = xp.linalg.svdvals(Z)
    if not float(xp.sum(s)) > 0:
        raise ValueError("Z: expected an entry besides 0")
    p = s / xp.sum(s)
    return xp.exp(-xp.sum(p * xp.log(xp.where(p > 0, p, xp.ones_like(p)))))


def collapse_std(Z: Array) -> Array:
    r"""The mean standard deviation (N in the denominator) of a feature of rows of length 1.

    Args:
        Z: (N, d) float, N ≥ 1.

    Returns:
        a scalar: about $1/\sqrt d$ when directions are spread evenly, 0 when all rows are one point.

    Raises:
        ValueError: other axes, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, self-supervised learning; Chen and He 2021.
    """
    Z = _rows("Z", Z, 1)
    xp = namespace(Z)
    return xp.mean(xp.std(unit(Z), axis=0, correction=0))


def linear_cka(X: Array, Y: Array) -> Array:
    r"""$\frac{\|Y^\top X\|_F^2}{\|X^\top X\|_F\|Y^\top Y\|_F}$ of centred columns.

    Args:
        X: (N, a), Y: (N, b) float, two representations of the same N ≥ 2 samples, neither constant.

    Returns:
        a scalar in [0, 1]; 1 for a rotation and a scale.

    Raises:
        ValueError: shapes that do not fit, fewer than two samples, a constant representation.

    Source: `001_93c4fdc1f7522504.txt`, self-supervised learning; Kornblith et al. 2019.
    """
    X, Y = as_floats(_rows("X", X, 2), _rows("Y", Y, 2))
    check_shape("Y", Y, "(N, b)", X.shape[0], Y.shape[1])
    xp = namespace(X)
    X, Y = (A - xp.mean(A, axis=0, keepdims=True) for A in (X, Y))
    own = [xp.sqrt(xp.sum((transpose(A) @ A) ** 2)) for A in (X, Y)]
    for name, norm in zip(("X", "Y"), own, strict=True):
        if not float(norm) > 0:
            raise ValueError(f"{name}: expected a representation that varies, got a constant one")
    return xp.sum((transpose(Y) @ X) ** 2) / (own[0] * own[1])


def knn_accuracy(Z: Array, y: Array, Z_test: Array, y_test: Array, k: int) -> Array:
    """The share of test samples whose class is that of most of their k nearest rows of Z (Euclidean).

    Args:
        Z: (N, d) float. y: (N,) int, classes from 0 on. Z_test: (M, d) float, M ≥ 1. y_test: (M,) int. k: in 1…N.

    Returns:
        a scalar in the dtype of Z; ties as in `knn_predict`.

    Raises:
        TypeError: labels that are no integers.
        ValueError: shapes that do not fit, an empty batch, a k outside 1…N.

    Source: `001_93c4fdc1f7522504.txt`, self-supervised learning; Wu et al. 2018.
    """
    Z, Z_test = as_floats(Z, Z_test)
    check_ndim("Z_test", Z_test, "(M, d)", 2)
    check_samples("Z_test", Z_test)
    check_samples("Z", Z)
    check_shape("y_test", y_test, "(M,)", Z_test.shape[0])
    xp = namespace(Z, y, y_test)
    found = knn_predict(Z_test, Z, y, k, int(xp.max(y)) + 1)
    return xp.mean(xp.astype(found == xp.astype(y_test, found.dtype), Z.dtype))
