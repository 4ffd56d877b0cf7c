r"""Why gradients through time vanish or explode, and clipping.

$\lVert \partial h_T / \partial h_t \rVert \le (\gamma\,\sigma_{max}(W_{hh}))^{T-t}$, with γ the largest slope of the
activation: 1 for tanh, ¼ for the sigmoid.

Sources: `001_93c4fdc1f7522504.txt` (vanishing gradient, LSTM); Pascanu et al. 2013.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_shape,
    namespace,
)

TINY = 1e-6  # torch adds it to the norm


class Clipped(NamedTuple):
    """The gradients, and their norm before clipping."""

    grads: list[Array]
    total_norm: Array


def jacobian_product(Ws: Array, hs: Array) -> Array:
    r"""$\partial h_T / \partial h_0 = \prod_{t=T}^{1} \mathrm{diag}(1 - h_t^2)\, W_t$ of a tanh net; later steps left.

    Args:
        Ws: (H, H) float, the same in each step, or (T, H, H). hs: (T, H) float, h₁ … h_T of one sequence.

    Returns:
        (H, H) float; the identity for T = 0.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, vanishing gradient.
    """
    Ws, hs = as_floats(Ws, hs)
    check_ndim("hs", hs, "(T, H)", 2)
    T, H = hs.shape
    if Ws.ndim == 2:
        check_shape("Ws", Ws, "(H, H)", H, H)
    else:
        check_shape("Ws", Ws, "(T, H, H)", T, H, H)
    xp = namespace(Ws)
    product = xp.eye(H, dtype=Ws.dtype, device=getattr(Ws, "device", None))
    for t in range(T):
        W = Ws if Ws.ndim == 2 else Ws[t, :, :]
        product = (1 - hs[t, :] ** 2)[:, None] * (W @ product)
    return product


def gradient_norm_bound(W_hh: Array, gamma: float, T: int) -> Array:
    r"""$(\gamma\,\sigma_{max}(W_{hh}))^T$: what T steps can make of a gradient, at most.

    Args:
        W_hh: (H, H) float. gamma: the activation's largest slope, 1 for tanh, ¼ for the sigmoid. T: 0 or more.

    Returns:
        a scalar.

    Raises:
        ValueError: another shape, a negative gamma or T.

    Source: `001_93c4fdc1f7522504.txt`, vanishing gradient; Pascanu et al. 2013.
    """
    W_hh = as_float(W_hh)
    check_ndim("W_hh", W_hh, "(H, H)", 2)
    check_shape("W_hh", W_hh, "(H, H)", W_hh.shape[0], W_hh.shape[0])
    check_at_least(0, gamma=gamma, T=T)
    return (gamma * namespace(W_hh).linalg.matrix_norm(W_hh, ord=2)) ** T


def clip_grad_norm(grads: Sequence[Array], max_norm: float) -> Clipped:
    r"""$g \cdot \min(1, m / (\lVert g \rVert + 10^{-6}))$, with one norm over all gradients.

    Args:
        grads: float arrays of any shapes, at least one. max_norm: m, 0 or more.

    Returns:
        (grads, total_norm): new arrays, and the norm before, a scalar.

    Raises:
        ValueError: no gradient, a negative max_norm.

    Source: `001_93c4fdc1f7522504.txt`, exploding gradients; Pascanu et al. 2013, with torch's 10⁻⁶.

    >>> import numpy as np
    >>> grads, norm = clip_grad_norm([np.array([3.0, 4.0]), np.array([12.0])], 6.5)
    >>> float(norm), [g.round(6).tolist() for g in grads]
    (13.0, [[1.5, 2.0], [6.0]])
    """
    check_at_least(0, max_norm=max_norm)
    grads = _floats(grads)
    xp = namespace(*grads)
    total = xp.sqrt(sum(xp.sum(g * g) for g in grads))
    scale = max_norm / (total + TINY)
    scale = xp.where(scale > 1, xp.ones_like(scale), scale)
    return Clipped([g * scale for g in grads], total)


def clip_grad_value(grads: Sequence[Array], v: float) -> list[Array]:
    """Every entry cut to [−v, v].

    Args:
        grads: float arrays of any shapes, at least one. v: 0 or more.

    Returns:
        new arrays; NaN stays NaN.

    Raises:
        ValueError: no gradient, a negative v.

    Source: `001_93c4fdc1f7522504.txt`, exploding gradients.
    """
    check_at_least(0, v=v)
    return [namespace(g).clip(g, -v, v) for g in _floats(grads)]


def _floats(grads: Sequence[Array]) -> list[Array]:
    if len(grads) == 0:
        raise ValueError("grads: expected at least one array, got none")
    return [as_float(g) for g in grads]
