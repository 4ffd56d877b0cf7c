"""Start weights, scaling of the data, and the capacity of a linear classifier.

Sources: `004_c46ddd2f6285f478.txt` (weights drawn from N(0, σ²)), `001_93c4fdc1f7522504.txt` (only the words
preprocessing and capacity). The other formulas are the usual ones. Variances divide by N unless a ddof is given.
"""

from math import sqrt
from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
)


class Standardized(NamedTuple):
    """The scaled data (N, D), and what to scale the test data with: mean (D,), std (D,)."""

    Z: Array
    mean: Array
    std: Array


def _samples(X: Array) -> Array:
    X = as_float(X)
    check_ndim("X", X, "(N, D)", 2)
    check_samples("X", X)
    return X


def init_normal(shape: tuple[int, ...], sigma: float, noise: Array) -> Array:
    r"""Weights drawn from $\mathcal N(0, \sigma^2)$: σ times standard normal noise.

    Args:
        shape: of the weights. sigma: σ ≥ 0, a standard deviation. noise: of that shape, drawn from N(0, 1).

    Returns:
        float, of that shape.

    Source: `004_c46ddd2f6285f478.txt`, training procedure.
    """
    noise = as_float(noise)
    check_shape("noise", noise, "shape", *shape)
    check_at_least(0, sigma=sigma)
    return sigma * noise


def xavier_bound(fan_in: int, fan_out: int) -> float:
    r"""Bound a of the uniform start weights in [−a, a]: $\sqrt{6 / (in + out)}$.

    Source: Glorot & Bengio 2010; `004_c46ddd2f6285f478.txt` has random start weights only.

    >>> xavier_bound(200, 400)
    0.1
    """
    check_at_least(1, fan_in=fan_in, fan_out=fan_out)
    return sqrt(6 / (fan_in + fan_out))


def he_std(fan_in: int) -> float:
    r"""Standard deviation of normal start weights before a ReLU: $\sqrt{2 / in}$.

    Source: He et al. 2015; `004_c46ddd2f6285f478.txt` has random start weights only.

    >>> he_std(200)
    0.1
    """
    check_at_least(1, fan_in=fan_in)
    return sqrt(2 / fan_in)


def standardize(X: Array, mean: Array | None = None, std: Array | None = None, ddof: int = 0) -> Standardized:
    r"""$(x - mean) / std$ for each feature; test data take the mean and std of the training data.

    Args:
        X: (N, D) float. mean, std: (D,) float, both or neither; measured on X where not given.
        ddof: the variance divides by N − ddof.

    Returns:
        (Z (N, D), mean (D,), std (D,)). A feature with std 0 is centred and not divided.

    Raises:
        ValueError: shapes that do not fit, only one of mean and std, an empty batch, ddof outside 0…N−1.

    Source: `001_93c4fdc1f7522504.txt`, neural engineering (preprocessing).
    """
    X = _samples(X)
    xp = namespace(X, mean, std)
    if (mean is None) != (std is None):
        raise ValueError("mean, std: expected both or neither, got only one")
    if mean is None:
        if not 0 <= ddof < X.shape[0]:
            raise ValueError(f"ddof: expected 0…{X.shape[0] - 1} for {X.shape[0]} samples, got {ddof}")
        mean, std = xp.mean(X, axis=0), xp.std(X, axis=0, correction=ddof)
        # a constant feature has a std of 0, whatever the rounding of its mean left there
        std = xp.where(xp.max(X, axis=0) == xp.min(X, axis=0), xp.zeros_like(std), std)
    X, mean, std = as_floats(X, mean, std)
    check_shape("mean", mean, "(D,)", X.shape[1])
    check_shape("std", std, "(D,)", X.shape[1])
    return Standardized((X - mean) / _nonzero(std), mean, std)


def _nonzero(scale: Array) -> Array:
    """`scale` with 1 in the place of 0."""
    xp = namespace(scale)
    return xp.where(scale == 0, xp.ones_like(scale), scale)


def min_max_scale(X: Array) -> Array:
    r"""$(x - \min) / (\max - \min)$ for each feature: (N, D) float in [0, 1]; a constant feature becomes 0.

    Source: `001_93c4fdc1f7522504.txt`, neural engineering (preprocessing).
    """
    X = _samples(X)
    xp = namespace(X)
    low, high = xp.min(X, axis=0), xp.max(X, axis=0)
    return (X - low) / _nonzero(high - low)


def _principal_axes(X: Array) -> tuple[Array, Array, Array]:
    """Centred data (N, D), the axes' variances λ (D,) in falling order, the axes as columns of U (D, D).

    The sign of an axis is free: here its largest entry is positive, the first one of a tie (within a thousandth).
    """
    xp = namespace(X)
    Xc = X - xp.mean(X, axis=0)
    lam, U = xp.linalg.eigh(xp.permute_dims(Xc, (1, 0)) @ Xc / X.shape[0])
    lam, U = xp.flip(lam), xp.flip(U, axis=1)
    size = xp.abs(U)
    largest = xp.astype(size > 0.999 * xp.max(size, axis=0), xp.int64)
    first = (largest == 1) & (xp.cumulative_sum(largest, axis=0) == 1)
    return Xc, lam, U * xp.sign(xp.sum(xp.where(first, U, xp.zeros_like(U)), axis=0))


def pca_whiten(X: Array, eps: float) -> Array:
    r"""$(X - mean)\,U / \sqrt{\lambda + \epsilon}$ with the covariance $U \lambda U^\top$ (over N), which becomes I.

    Args:
        X: (N, D) float. eps: ε ≥ 0; above 0 when the covariance is singular, as it is for N ≤ D.

    Returns:
        (N, D) float, the direction of the largest variance first; the largest entry of each axis counts as positive.

    Raises:
        ValueError: a negative eps, or 0 with a singular covariance.

    Source: `001_93c4fdc1f7522504.txt`, neural engineering (preprocessing).
    """
    X = _samples(X)
    xp = namespace(X)
    check_at_least(0, eps=eps)
    Xc, lam, U = _principal_axes(X)
    lam = xp.where(lam > 0, lam, xp.zeros_like(lam))  # rounding leaves tiny negative variances
    noise = X.shape[1] * xp.finfo(X.dtype).eps * lam[0]
    if eps == 0 and bool(lam[-1] <= noise):
        raise ValueError("eps: expected more than 0, since the covariance of X is singular, got 0")
    return Xc @ U / xp.sqrt(lam + eps)


def vc_dim_linear(d: int) -> int:
    """VC dimension of the half-spaces of d inputs (with a bias): d + 1.

    Source: `001_93c4fdc1f7522504.txt`, neural engineering (capacity).
    """
    check_at_least(0, d=d)
    return d + 1
