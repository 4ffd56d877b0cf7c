r"""Normalising flows: invertible maps x ↔ z whose log-determinants are cheap.

$\log p(x) = \log p_z(f(x)) + \log|\det \partial f/\partial x|$ with f: x → z. Every layer returns its own
log-determinant, that of the map it computes: the forward layer's is subtracted where the inverse one's is added.

Sources: `001_93c4fdc1f7522504.txt` (outline: normalising flows); Dinh et al. 2014 (NICE) and 2017 (RealNVP), Rezende
and Mohamed 2015 (planar), Kingma and Dhariwal 2018 (Glow).
"""

from collections.abc import Callable
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_ndim, check_shape, namespace


class Flow(NamedTuple):
    """The output, and log|det| of the map that made it, one a sample, (N,)."""

    y: Array
    logdet: Array


def flow_log_prob(
    x: Array,
    inverse_fn: Callable[[Array], Array],
    logdet_fn: Callable[[Array], Array],
    base_log_prob: Callable[[Array], Array],
) -> Array:
    r"""$\log p_z(f(x)) + \log|\det \partial f/\partial x|$.

    Args:
        x: (N, …) float. inverse_fn: f, from x to z. logdet_fn: x ↦ log|det ∂f/∂x|, (N,), that of x → z.
        base_log_prob: z ↦ log p_z(z), (N,).

    Returns:
        (N,) float.

    Raises:
        ValueError: a log-determinant or a base density of another shape.

    Source: `001_93c4fdc1f7522504.txt`, normalising flows; Rezende and Mohamed 2015.

    >>> import numpy as np  # x = 3z + 1
    >>> base = lambda z: -z * z / 2 - np.log(2 * np.pi) / 2
    >>> flow_log_prob(np.array([4.0]), lambda x: (x - 1) / 3, lambda x: 0 * x - np.log(3), base).round(6).tolist()
    [-2.517551]
    """
    x = as_float(x)
    base, logdet = base_log_prob(inverse_fn(x)), logdet_fn(x)
    check_shape("base_log_prob(z)", base, "(N,)", x.shape[0])
    check_shape("logdet_fn(x)", logdet, "(N,)", x.shape[0])
    return base + logdet


def _halves(x: Array, mask: Array) -> tuple[Array, Array]:
    """Where the mask keeps, as numbers, and x there, 0 elsewhere."""
    check_ndim("x", x, "(N, D)", 2)
    check_shape("mask", mask, "(D,)", x.shape[1])
    xp = namespace(x, mask)
    if not xp.isdtype(mask.dtype, "bool"):
        raise TypeError(f"mask: expected booleans (True stays as it is), got dtype {mask.dtype}")
    keep = xp.astype(mask, x.dtype)
    return keep, keep * x


def affine_coupling_forward(
    x: Array, mask: Array, s_fn: Callable[[Array], Array], t_fn: Callable[[Array], Array]
) -> Flow:
    r"""$y_1 = x_1$, $y_2 = x_2 \odot e^{s(x_1)} + t(x_1)$, log-determinant $\sum s(x_1)$ over the changed entries.

    Args:
        x: (N, D) float. mask: (D,) bool, True where an entry stays (x₁).
        s_fn, t_fn: nets (N, D) → (N, D); they see x with zeros at the changed entries, where alone their output counts.

    Returns:
        y (N, D), log-determinant of x → y (N,).

    Raises:
        TypeError: a mask that is not bool.
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, normalising flows; Dinh et al. 2017.
    """
    x = as_float(x)
    keep, kept = _halves(x, mask)
    xp, s = namespace(x), (1 - keep) * s_fn(kept)
    return Flow(kept + (1 - keep) * (x * xp.exp(s) + t_fn(kept)), xp.sum(s, axis=1))


def affine_coupling_inverse(
    y: Array, mask: Array, s_fn: Callable[[Array], Array], t_fn: Callable[[Array], Array]
) -> Flow:
    r"""$x_1 = y_1$, $x_2 = (y_2 - t(y_1)) \odot e^{-s(y_1)}$, log-determinant $-\sum s(y_1)$.

    Args:
        y: (N, D) float. mask, s_fn, t_fn: as in the forward direction.

    Returns:
        x (N, D), log-determinant of y → x (N,).

    Raises:
        TypeError: a mask that is not bool.
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, normalising flows; Dinh et al. 2017.
    """
    y = as_float(y)
    keep, kept = _halves(y, mask)
    xp, s = namespace(y), (1 - keep) * s_fn(kept)
    return Flow(kept + (1 - keep) * ((y - t_fn(kept)) * xp.exp(-s)), -xp.sum(s, axis=1))


def additive_coupling(x: Array, mask: Array, t_fn: Callable[[Array], Array]) -> Flow:
    r"""NICE: $y_1 = x_1$, $y_2 = x_2 + t(x_1)$; volumes stay, the log-determinant is 0.

    Args:
        x: (N, D) float. mask: (D,) bool, True where an entry stays. t_fn: a net (N, D) → (N, D), as above.

    Returns:
        y (N, D), zeros (N,).

    Raises:
        TypeError: a mask that is not bool.
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, normalising flows; Dinh et al. 2014.
    """
    x = as_float(x)
    keep, kept = _halves(x, mask)
    return Flow(x + (1 - keep) * t_fn(kept), 0 * namespace(x).sum(kept, axis=1))


def planar_flow(z: Array, w: Array, u: Array, b: float | Array) -> Flow:
    r"""$z' = z + u\tanh(w^\top z + b)$, log-determinant $\log|1 + u^\top w\,(1 - \tanh^2)|$.

    Args:
        z: (N, D) float. w, u: (D,) float with wᵀu ≥ −1, else the map cannot be inverted. b: a number.

    Returns:
        z′ (N, D), log-determinant (N,).

    Raises:
        ValueError: shapes that do not fit, wᵀu < −1.

    Source: `001_93c4fdc1f7522504.txt`, normalising flows; Rezende and Mohamed 2015, appendix A.
    """
    z, w, u = as_floats(z, w, u)
    check_ndim("z", z, "(N, D)", 2)
    check_shape("w", w, "(D,)", z.shape[1])
    check_shape("u", u, "(D,)", z.shape[1])
    xp = namespace(z)
    along = xp.sum(w * u)
    if not float(along) >= -1:
        raise ValueError(f"w, u: expected wᵀu of at least −1, else the flow cannot be inverted, got {float(along):g}")
    h = xp.tanh(z @ w + b)
    return Flow(z + h[:, None] * u, xp.log(xp.abs(1 + along * (1 - h * h))))


def _images(x: Array) -> tuple[int, int]:
    """Channels and pixels of x."""
    check_ndim("x", x, "(N, C, H, W)", 4)
    return x.shape[1], x.shape[2] * x.shape[3]


def _for_each_sample(x: Array, logdet: Array) -> Array:
    """The same log-determinant N times."""
    return logdet + namespace(x).zeros(x.shape[0], dtype=x.dtype, device=getattr(x, "device", None))


def actnorm(x: Array, scale: Array, bias: Array) -> Flow:
    r"""$y = s_c x + b_c$ for each channel, log-determinant $HW\sum_c \log|s_c|$.

    Args:
        x: (N, C, H, W) float. scale: (C,) float, no entry 0. bias: (C,) float.

    Returns:
        y of the shape of x, log-determinant (N,), the same for all samples.

    Raises:
        ValueError: shapes that do not fit, a scale of 0.

    Source: `001_93c4fdc1f7522504.txt`, normalising flows; Kingma and Dhariwal 2018.
    """
    x, scale, bias = as_floats(x, scale, bias)
    C, pixels = _images(x)
    check_shape("scale", scale, "(C,)", C)
    check_shape("bias", bias, "(C,)", C)
    xp = namespace(x)
    if bool(xp.any(scale == 0)):
        raise ValueError("scale: expected no 0, else the flow cannot be inverted")
    logdet = pixels * xp.sum(xp.log(xp.abs(scale)))
    return Flow(x * scale[:, None, None] + bias[:, None, None], _for_each_sample(x, logdet))


def invertible_1x1(x: Array, W: Array) -> Flow:
    r"""$y_{\cdot hw} = W x_{\cdot hw}$ at each pixel, log-determinant $HW\log|\det W|$.

    Args:
        x: (N, C, H, W) float. W: (C, C) float, invertible.

    Returns:
        y of the shape of x, log-determinant (N,), the same for all samples.

    Raises:
        ValueError: shapes that do not fit, a W whose determinant is 0.

    Source: `001_93c4fdc1f7522504.txt`, normalising flows; Kingma and Dhariwal 2018.
    """
    x, W = as_floats(x, W)
    C, pixels = _images(x)
    check_shape("W", W, "(C, C)", C, C)
    xp = namespace(x)
    sign, logabsdet = xp.linalg.slogdet(W)
    if float(sign) == 0:
        raise ValueError("W: expected an invertible matrix, got determinant 0")
    y = W @ xp.reshape(x, (x.shape[0], C, pixels))
    return Flow(xp.reshape(y, x.shape), _for_each_sample(x, pixels * logabsdet))
