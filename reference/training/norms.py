r"""Batch and layer norm backward, and group norm: mean and variance depend on x, so that both pass a gradient.

With n values that share μ and σ, and $\hat x = (x-\mu)/\sqrt{\sigma^2+\epsilon}$:
$dx = \frac{1}{n\sqrt{\sigma^2+\epsilon}} (n\,d\hat x - \sum d\hat x - \hat x \sum d\hat x\,\hat x)$ with
$d\hat x = \gamma\,dy$.

Sources: `001_93c4fdc1f7522504.txt` (popular CNN architectures); Ioffe & Szegedy 2015 (batch), Ba et al. 2016 (layer),
Wu & He 2018 (group).
"""

from typing import NamedTuple

from reference._array import Array, as_floats, check_at_least, check_ndim, check_samples, check_shape, namespace


class NormGradients(NamedTuple):
    """dx, shaped like x; dgamma and dbeta, one number a feature."""

    dx: Array
    dgamma: Array
    dbeta: Array


def _normalised(x: Array, axis: int | tuple[int, ...], eps: float) -> tuple[Array, Array]:
    """x̂, and 1/√(σ²+ε) with the axes kept."""
    xp = namespace(x)
    centred = x - xp.mean(x, axis=axis, keepdims=True)
    scale = 1 / xp.sqrt(xp.mean(centred * centred, axis=axis, keepdims=True) + eps)
    return centred * scale, scale


def _checked(x: Array, gamma: Array, dy: Array, eps: float) -> list[Array]:
    """All as floats, with fitting shapes and something to average."""
    check_at_least(0, eps=eps)
    x, gamma, dy = as_floats(x, gamma, dy)
    if x.ndim == 0 or 0 in x.shape:
        raise ValueError(f"x: expected at least one sample and one feature, got shape {tuple(x.shape)}")
    check_shape("gamma", gamma, "(features of x,)", x.shape[-1])
    check_shape("dy", dy, "the shape of x", *x.shape)
    return [x, gamma, dy]


def _dx(dx_hat: Array, x_hat: Array, scale: Array, axis: int) -> Array:
    xp = namespace(x_hat)
    mean, slope = (xp.mean(a, axis=axis, keepdims=True) for a in (dx_hat, dx_hat * x_hat))
    return scale * (dx_hat - mean - x_hat * slope)


def batch_norm_backward(x: Array, gamma: Array, dy: Array, eps: float = 1e-5) -> NormGradients:
    r"""Gradients of $\gamma \hat x + \beta$ with μ, σ² over the batch: $d\gamma = \sum dy\,\hat x$, $d\beta = \sum dy$.

    Args:
        x: (N, D) float, N ≥ 1. gamma: (D,). dy: (N, D), ∂L/∂y. eps: ε ≥ 0.

    Returns:
        (dx (N, D), dgamma (D,), dbeta (D,)); each column of dx sums to 0.

    Raises:
        ValueError: shapes that do not fit, nothing to average, a negative eps.

    Source: `001_93c4fdc1f7522504.txt`, popular CNN architectures; Ioffe & Szegedy 2015.

    >>> import numpy as np
    >>> x, dy = np.array([[1.0], [2.0], [4.0]]), np.array([[1.0], [0.0], [0.0]])
    >>> batch_norm_backward(x, np.array([2.0]), dy).dx.round(6).ravel().tolist()
    [0.458165, -0.68724, 0.229075]
    """
    x, gamma, dy = _checked(x, gamma, dy, eps)
    check_ndim("x", x, "(N, D)", 2)
    x_hat, scale = _normalised(x, 0, eps)
    xp = namespace(x)
    return NormGradients(_dx(gamma * dy, x_hat, scale, 0), xp.sum(dy * x_hat, axis=0), xp.sum(dy, axis=0))


def layer_norm_backward(x: Array, gamma: Array, dy: Array, eps: float = 1e-5) -> NormGradients:
    r"""Gradients of $y = \gamma \hat x + \beta$ with μ and σ² over the features of each token: γ is inside the means.

    Args:
        x: (…, E) float, such as (N, E). gamma: (E,). dy: like x, ∂L/∂y. eps: ε ≥ 0.

    Returns:
        (dx, dgamma (E,), dbeta (E,)); the features of each token of dx sum to 0.

    Raises:
        ValueError: shapes that do not fit, nothing to average, a negative eps.

    Source: `001_93c4fdc1f7522504.txt`, transformers; Ba et al. 2016.
    """
    x, gamma, dy = _checked(x, gamma, dy, eps)
    x_hat, scale = _normalised(x, -1, eps)
    xp = namespace(x)
    dgamma, dbeta = (xp.sum(xp.reshape(a, (-1, x.shape[-1])), axis=0) for a in (dy * x_hat, dy))
    return NormGradients(_dx(gamma * dy, x_hat, scale, -1), dgamma, dbeta)


def group_norm(x: Array, groups: int, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    r"""$\gamma_c \hat x + \beta_c$ with μ and σ² over the C/groups neighbouring channels and the space of each image.

    One group is layer norm over the image, C groups are instance norm; no image sees another one.

    Args:
        x: (N, C, H, W) float; N may be 0. groups: divides C. gamma, beta: (C,). eps: ε ≥ 0.

    Returns:
        (N, C, H, W) float.

    Raises:
        ValueError: shapes that do not fit, groups that do not divide C, no space, a negative eps.

    Source: `001_93c4fdc1f7522504.txt`, popular CNN architectures; Wu & He 2018.
    """
    x, gamma, beta = as_floats(x, gamma, beta)
    check_at_least(0, eps=eps)
    check_ndim("x", x, "(N, C, H, W)", 4)
    N, C, H, W = x.shape
    for axis in (1, 2, 3):
        check_samples("x", x, axis)
    for name, value in (("gamma", gamma), ("beta", beta)):
        check_shape(name, value, "(C,)", C)
    if groups < 1 or C % groups:
        raise ValueError(f"groups: expected a number that divides C = {C}, got {groups}")
    xp = namespace(x)
    x_hat, _ = _normalised(xp.reshape(x, (N, groups, C // groups * H * W)), 2, eps)
    gamma, beta = (xp.reshape(a, (1, C, 1, 1)) for a in (gamma, beta))
    return gamma * xp.reshape(x_hat, x.shape) + beta
