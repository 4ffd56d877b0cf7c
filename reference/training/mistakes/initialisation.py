"""Wrong versions of the functions in `reference.training.initialisation`, with the message that names each mistake."""

from math import sqrt

from reference._array import as_float, namespace
from reference.misconceptions import misconception
from reference.training.initialisation import (
    Standardized,
    _nonzero,
    _principal_axes,
    he_std,
    init_normal,
    min_max_scale,
    pca_whiten,
    standardize,
    vc_dim_linear,
    xavier_bound,
)


@misconception(init_normal, "T4.5/zero_init", "Equal weights stay equal: break the symmetry.")
def _init_zero(shape, sigma, noise):
    return 0 * as_float(noise)


@misconception(init_normal, "T4.5/variance", "σ is the standard deviation: multiply the noise by σ, not by σ².")
def _init_variance(shape, sigma, noise):
    return init_normal(shape, sigma**2, noise)


@misconception(init_normal, "T4.5/unscaled", "Multiply the noise by σ.")
def _init_unscaled(shape, sigma, noise):
    return init_normal(shape, 1.0, noise)


for _function, _key, _text, _formula in (
    (xavier_bound, "std", "√(2/(in+out)) is the standard deviation; the bound of the uniform draw is √3 times that.",
     lambda fan_in, fan_out: sqrt(2 / (fan_in + fan_out))),
    (xavier_bound, "fan_in_only", "Xavier looks at both sides: in + out.",
     lambda fan_in, fan_out: sqrt(6 / fan_in)),
    (xavier_bound, "no_root", "Take the root: the variance, not the bound, falls like 1/(in+out).",
     lambda fan_in, fan_out: 6 / (fan_in + fan_out)),
    (he_std, "xavier_gain", "A ReLU loses half of the variance: the factor is 2.",
     lambda fan_in: sqrt(1 / fan_in)),
    (he_std, "no_root", "2/in is the variance; its root is the standard deviation.", lambda fan_in: 2 / fan_in),
    (he_std, "bound", "√(6/in) is the bound of the uniform draw; the standard deviation was asked for.",
     lambda fan_in: sqrt(6 / fan_in)),
    (vc_dim_linear, "no_bias", "The bias is one more free parameter.", lambda d: d),
    (vc_dim_linear, "plane_only", "3 is the value for the plane; it grows with the number of inputs.",
     lambda d: 3),
    (vc_dim_linear, "labellings", "Count points that can be shattered, not their labellings.",
     lambda d: 2 ** (d + 1)),
):  # fmt: skip
    misconception(_function, f"T4.5/{_key}", _text)(_formula)


@misconception(standardize, "T4.5/test_stats", "Scale test data with the training statistics.")
def _standardize_own(X, mean=None, std=None, ddof=0):
    return standardize(X, None, None, ddof)


@misconception(standardize, "T4.5/axis", "Standardise each feature over samples.")
def _standardize_axis(X, mean=None, std=None, ddof=0):
    if mean is not None:
        return standardize(X, mean, std, ddof)
    X = as_float(X)
    xp = namespace(X)
    mean, std = xp.mean(X, axis=1, keepdims=True), xp.std(X, axis=1, correction=ddof, keepdims=True)
    return Standardized((X - mean) / _nonzero(std), mean[:, 0], std[:, 0])


@misconception(standardize, "T4.5/ddof1", "Population std (ddof=0) here.")
def _standardize_sample(X, mean=None, std=None, ddof=0):
    return standardize(X, mean, std, 1)


@misconception(standardize, "T4.5/variance", "Divide by the standard deviation.")
def _standardize_variance(X, mean=None, std=None, ddof=0):
    if std is not None:
        return standardize(X, mean, std, ddof)
    _, mean, std = standardize(X, ddof=ddof)
    return standardize(X, mean, std * std)


@misconception(standardize, "T4.5/not_centred", "Subtract the mean before you divide by the deviation.")
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


@misconception(min_max_scale, "T4.5/no_min", "Subtract the minimum first, so that it becomes 0.")
def _min_max_no_min(X):
    xp = namespace(X)
    return X / _nonzero(xp.max(X, axis=0) - xp.min(X, axis=0))


@misconception(pca_whiten, "T4.5/not_centred", "Subtract the mean before you rotate.")
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


@misconception(pca_whiten, "T4.5/variance", "Divide by the standard deviation.")
def _whiten_variance(X, eps):
    Xc, lam, U = _principal_axes(X)
    return Xc @ U / (lam + eps)


@misconception(pca_whiten, "T4.5/zca", "PCA whitening stays in the rotated axes; turning back is ZCA.")
def _whiten_zca(X, eps):
    return pca_whiten(X, eps) @ namespace(X).permute_dims(_principal_axes(X)[2], (1, 0))
