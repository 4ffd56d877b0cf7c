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
from reference._misconceptions import misconception


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


# -- misconceptions ----------------------------------------------------------------------------------------------------


@misconception(init_normal, "T4.5/zero_init", "Equal weights stay equal: break the symmetry.")
def _init_zero(shape, sigma, noise):
    return 0 * as_float(noise)


@misconception(init_normal, "T4.5/variance", "σ is the standard deviation: multiply the noise by σ, not by σ².")
def _init_variance(shape, sigma, noise):
    return init_normal(shape, sigma**2, noise)


@misconception(init_normal, "T4.5/unscaled", "Multiply the noise by σ.", "slip")
def _init_unscaled(shape, sigma, noise):
    return init_normal(shape, 1.0, noise)


for _function, _key, _text, _kind, _formula in (
    (xavier_bound, "std", "√(2/(in+out)) is the standard deviation; the bound of the uniform draw is √3 times that.",
     "convention", lambda fan_in, fan_out: sqrt(2 / (fan_in + fan_out))),
    (xavier_bound, "fan_in_only", "Xavier looks at both sides: in + out.", "concept",
     lambda fan_in, fan_out: sqrt(6 / fan_in)),
    (xavier_bound, "no_root", "Take the root: the variance, not the bound, falls like 1/(in+out).", "slip",
     lambda fan_in, fan_out: 6 / (fan_in + fan_out)),
    (he_std, "xavier_gain", "A ReLU loses half of the variance: the factor is 2.", "concept",
     lambda fan_in: sqrt(1 / fan_in)),
    (he_std, "no_root", "2/in is the variance; its root is the standard deviation.", "slip", lambda fan_in: 2 / fan_in),
    (he_std, "bound", "√(6/in) is the bound of the uniform draw; the standard deviation was asked for.", "convention",
     lambda fan_in: sqrt(6 / fan_in)),
    (vc_dim_linear, "no_bias", "The bias is one more free parameter.", "concept", lambda d: d),
    (vc_dim_linear, "plane_only", "3 is the value for the plane; it grows with the number of inputs.", "concept",
     lambda d: 3),
    (vc_dim_linear, "labellings", "Count points that can be shattered, not their labellings.", "concept",
     lambda d: 2 ** (d + 1)),
):  # fmt: skip
    misconception(_function, f"T4.5/{_key}", _text, _kind)(_formula)


@misconception(standardize, "T4.5/test_stats", "Scale test data with the training statistics.")
def _standardize_own(X, mean=None, std=None, ddof=0):
    return standardize(X, None, None, ddof)


@misconception(standardize, "T4.5/axis", "Standardise each feature over samples.")
def _standardize_axis(X, mean=None, std=None, ddof=0):
    X = as_float(X)
    xp = namespace(X)
    mean, std = xp.mean(X, axis=1, keepdims=True), xp.std(X, axis=1, correction=ddof, keepdims=True)
    return Standardized((X - mean) / _nonzero(std), mean[:, 0], std[:, 0])


@misconception(standardize, "T4.5/ddof1", "Population std (ddof=0) here.", "convention")
def _standardize_sample(X, mean=None, std=None, ddof=0):
    return standardize(X, mean, std, 1)


@misconception(standardize, "T4.5/variance", "Divide by the standard deviation.", "slip")
def _standardize_variance(X, mean=None, std=None, ddof=0):
    if std is not None:
        return standardize(X, mean, std, ddof)
    _, mean, std = standardize(X, ddof=ddof)
    return standardize(X, mean, std * std)


@misconception(standardize, "T4.5/not_centred", "Subtract the mean before you divide by the deviation.", "slip")
def _standardize_not_centred(X, mean=None, std=None, ddof=0):
    Z, mean, std = standardize(X, mean, std, ddof)
    return Standardized(Z + mean / _nonzero(std), mean, std)


@misconception(min_max_scale, "T4.5/axis", "Scale each feature over samples.")
def _min_max_axis(X):
    xp = namespace(X)
    return xp.permute_dims(min_max_scale(xp.permute_dims(X, (1, 0))), (1, 0))


@misconception(min_max_scale, "T4.5/whole", "Each feature has its own minimum and maximum.")
def _min_max_whole(X):
    xp = namespace(X)
    return (X - xp.min(X)) / (xp.max(X) - xp.min(X))


@misconception(min_max_scale, "T4.5/no_min", "Subtract the minimum first, so that it becomes 0.", "slip")
def _min_max_no_min(X):
    xp = namespace(X)
    return X / _nonzero(xp.max(X, axis=0) - xp.min(X, axis=0))


@misconception(pca_whiten, "T4.5/not_centred", "Subtract the mean before you rotate.", "slip")
def _whiten_not_centred(X, eps):
    xp = namespace(X)
    _, lam, U = _principal_axes(X)
    return X @ U / xp.sqrt(lam + eps)


@misconception(pca_whiten, "T4.5/rotate_only", "Rotation makes features uncorrelated; whitening also scales them to 1.")
def _whiten_rotate(X, eps):
    Xc, _, U = _principal_axes(X)
    return Xc @ U


@misconception(pca_whiten, "T4.5/scale_only", "Scaling leaves the features correlated: rotate to the principal axes.")
def _whiten_scale(X, eps):
    return standardize(X).Z


@misconception(pca_whiten, "T4.5/variance", "Divide by the standard deviation.", "slip")
def _whiten_variance(X, eps):
    Xc, lam, U = _principal_axes(X)
    return Xc @ U / (lam + eps)


@misconception(pca_whiten, "T4.5/zca", "PCA whitening stays in the rotated axes; turning back is ZCA.", "convention")
def _whiten_zca(X, eps):
    return pca_whiten(X, eps) @ namespace(X).permute_dims(_principal_axes(X)[2], (1, 0))
