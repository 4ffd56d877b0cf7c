r"""Scaled dot-product attention, $\mathrm{softmax}(QK^\top/\sqrt d + M)V$, its masks and its derivatives.

For entries of variance 1 the variance of q·k is d: that is what √d takes back. A mask is True where a key is kept (as
in `F.scaled_dot_product_attention`; `nn.MultiheadAttention` means the opposite). Without positions self-attention does
not know the order: it is permutation-equivariant.

Sources: `001_93c4fdc1f7522504.txt` (outline: transformers); Vaswani et al. 2017; Milakov and Gimelshein 2018 and Dao et
al. 2022 for the softmax that reads its scores once.
"""

import math
from typing import NamedTuple

from reference._array import (
    Array,
    as_floats,
    check_at_least,
    check_ndim,
    check_shape,
    namespace,
    plain,
    transpose,
)
from reference.attention.scores import masked_softmax


class AttentionGradients(NamedTuple):
    """The derivatives by queries, keys and values."""

    dQ: Array
    dK: Array
    dV: Array


class Running(NamedTuple):
    """The largest score so far, the sum of e^{s − m}, and that sum weighted with the values, (dv,)."""

    m: Array
    l: Array  # noqa: E741 - the papers' letter
    o: Array


class Tiled(NamedTuple):
    """The mixture of values, (dv,), and log Σ eˢ."""

    out: Array
    lse: Array


def causal_mask(T: int, like: Array | None = None) -> Array:
    """True on and below the diagonal: a token attends to itself and to what came before.

    Args:
        T: length, 0 or more. like: an array whose library and device the mask takes; None: NumPy.

    Returns:
        (T, T) bool.

    Raises:
        ValueError: a negative T.

    Source: `001_93c4fdc1f7522504.txt`, masked self-attention.

    >>> causal_mask(2).tolist()
    [[True, False], [True, True]]
    """
    check_at_least(0, T=T)
    xp = plain if like is None else namespace(like)
    at = xp.arange(T, device=getattr(like, "device", None))
    return at[None, :] <= at[:, None]


def padding_mask(lengths: Array, T: int) -> Array:
    """True at the first `lengths[b]` of T positions.

    Args:
        lengths: (B,) int in 0…T. T: the padded length.

    Returns:
        (B, T) bool.

    Raises:
        TypeError: lengths that are no integers.
        ValueError: another shape, a length outside 0…T.

    Source: `001_93c4fdc1f7522504.txt`, masked self-attention.
    """
    xp = namespace(lengths)
    check_ndim("lengths", lengths, "(B,)", 1)
    if not xp.isdtype(lengths.dtype, "integral"):
        raise TypeError(f"lengths: expected integers, got dtype {lengths.dtype}")
    if not bool(xp.all((lengths >= 0) & (lengths <= T))):
        raise ValueError(f"lengths: expected 0 ≤ length ≤ T = {T}, got {[int(n) for n in lengths]}")
    at = xp.arange(T, dtype=lengths.dtype, device=getattr(lengths, "device", None))
    return at[None, :] < lengths[:, None]


def _weights(q: Array, k: Array, mask: Array | None, is_causal: bool) -> Array:
    """The weights (…, Tq, Tk), after the checks."""
    xp = namespace(q, k)
    if q.ndim < 2 or k.ndim < 2 or q.shape[-1] != k.shape[-1]:
        raise ValueError(f"k: expected shape (…, Tk, d) with d = {q.shape[-1]}, got {tuple(k.shape)}")
    if is_causal:
        if q.shape[-2] != k.shape[-2]:
            sizes = f"Tq = {q.shape[-2]} and Tk = {k.shape[-2]}"
            raise ValueError(f"is_causal: expected as many queries as keys, got {sizes}; pass a mask instead")
        causal = causal_mask(q.shape[-2], q)
        mask = causal if mask is None else mask & causal
    return masked_softmax(q @ xp.matrix_transpose(k) / math.sqrt(q.shape[-1]), mask)


def scaled_dot_product_attention(
    q: Array, k: Array, v: Array, mask: Array | None = None, is_causal: bool = False
) -> Array:
    r"""$\mathrm{softmax}(QK^\top/\sqrt d)V$ over the keys that the mask keeps; 0 for a query that keeps none.

    Args:
        q: (…, Tq, d) float. k: (…, Tk, d) float. v: (…, Tk, dv) float.
        mask: (…, Tq, Tk) bool, True keeps; None: all. is_causal: keep the keys up to the query's own one (Tq = Tk).

    Returns:
        (…, Tq, dv) float.

    Raises:
        ValueError: shapes that do not fit, is_causal with Tq ≠ Tk (a decoder with a cache passes its own mask).
        TypeError: a mask that is not bool.

    Source: `001_93c4fdc1f7522504.txt`, transformers; Vaswani et al. 2017.

    >>> import numpy as np
    >>> k, v = np.array([[1.0, 0], [0, 1], [1, 1]]), np.array([[1.0, 2], [3, 4], [5, 6]])
    >>> scaled_dot_product_attention(np.eye(2), k, v).round(6).tolist()
    [[3.0, 4.0], [3.406673, 4.406673]]
    """
    q, k, v = as_floats(q, k, v)
    weights = _weights(q, k, mask, is_causal)
    if v.ndim < 2 or v.shape[-2] != k.shape[-2]:
        raise ValueError(f"v: expected shape (…, Tk, dv) with Tk = {k.shape[-2]}, got {tuple(v.shape)}")
    return weights @ v


def attention_backward(Q: Array, K: Array, V: Array, dO: Array, mask: Array | None = None) -> AttentionGradients:
    r"""$dV = P^\top dO$, $dP = dO\,V^\top$, $dS = P \odot (dP - D)$, $D_i = \sum_j dP_{ij}P_{ij}$.

    Args:
        Q: (Tq, d) float. K: (Tk, d) float. V: (Tk, dv) float. dO: (Tq, dv) float, the loss's derivative by the output.
        mask: (Tq, Tk) bool, True keeps; None: all.

    Returns:
        (dQ, dK, dV) of the shapes of Q, K, V.

    Raises:
        ValueError: shapes that do not fit.
        TypeError: a mask that is not bool.

    Source: `001_93c4fdc1f7522504.txt`, self-attention; Dao et al. 2022, appendix B.
    """
    Q, K, V, dO = as_floats(Q, K, V, dO)
    for name, x in (("Q", Q), ("K", K), ("V", V)):
        check_ndim(name, x, "(T, d)", 2)
    P = _weights(Q, K, mask, is_causal=False)
    check_shape("V", V, "(Tk, dv)", K.shape[0], V.shape[1])
    check_shape("dO", dO, "(Tq, dv)", Q.shape[0], V.shape[1])
    xp, scale = namespace(Q), math.sqrt(Q.shape[1])
    dP = dO @ transpose(V)
    dS = P * (dP - xp.sum(dP * P, axis=1, keepdims=True))
    return AttentionGradients(dS @ K / scale, transpose(dS) @ Q / scale, transpose(P) @ dO)


def online_softmax_step(m: Array, l: Array, o: Array, scores: Array, values: Array) -> Running:  # noqa: E741
    r"""$m' = \max(m, \max s)$, $l' = e^{m-m'}l + \sum e^{s-m'}$, $o' = e^{m-m'}o + \sum e^{s-m'}v$; the result is o/l.

    Args:
        m, l: scalars, −∞ and 0 at the start. o: (dv,) float, 0 at the start. scores: (b,) float. values: (b, dv) float.

    Returns:
        (m, l, o) after the block.

    Raises:
        ValueError: shapes that do not fit.

    Source: Milakov and Gimelshein 2018; `001_93c4fdc1f7522504.txt`, self-attention.
    """
    m, l, o, scores, values = as_floats(m, l, o, scores, values)  # noqa: E741
    check_ndim("scores", scores, "(b,)", 1)
    check_ndim("o", o, "(dv,)", 1)
    check_shape("values", values, "(b, dv)", scores.shape[0], o.shape[0])
    if scores.shape[0] == 0:
        return Running(m, l, o)
    xp = namespace(scores)
    top = xp.max(scores)
    top = xp.where(top > m, top, m)
    base = xp.where(top == -xp.inf, xp.zeros_like(top), top)  # every score was −∞ so far
    old, e = xp.exp(m - base), xp.exp(scores - base)
    return Running(top, old * l + xp.sum(e), old * o + e @ values)


def tiled_attention(q: Array, K: Array, V: Array, block: int) -> Tiled:
    r"""One query's attention, $\mathrm{softmax}(Kq/\sqrt d)^\top V$, that never holds more than `block` scores.

    Args:
        q: (d,) float. K: (Tk, d) float, Tk ≥ 1. V: (Tk, dv) float. block: keys of a step, 1 or more.

    Returns:
        (out, lse): (dv,) float, and log Σ eˢ, a scalar.

    Raises:
        ValueError: shapes that do not fit, no key, a block below 1.

    Source: Dao et al. 2022; `001_93c4fdc1f7522504.txt`, self-attention.
    """
    q, K, V = as_floats(q, K, V)
    check_ndim("q", q, "(d,)", 1)
    check_ndim("V", V, "(Tk, dv)", 2)
    check_shape("K", K, "(Tk, d)", V.shape[0], q.shape[0])
    check_at_least(1, block=block, Tk=K.shape[0])
    xp = namespace(q)
    zero = xp.sum(V[:0, :])
    state = Running(zero - xp.inf, zero, xp.zeros_like(V[0, :]))
    for start in range(0, K.shape[0], block):
        tile = slice(start, min(start + block, K.shape[0]))
        state = online_softmax_step(*state, K[tile, :] @ q / math.sqrt(q.shape[0]), V[tile, :])
    return Tiled(state.o / state.l, state.m + xp.log(state.l))
