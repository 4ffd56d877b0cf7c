r"""Multi-head attention: h attentions of size E/h side by side, and a projection of what they give.

Its parameters, 4E² + 4E, do not depend on the number of heads. Weights are named and stacked as in torch.

Sources: `001_93c4fdc1f7522504.txt` (outline: multi-head attention); Vaswani et al. 2017.
"""

from reference._array import Array, as_float, as_floats, check_ndim, check_samples, check_shape, namespace, transpose
from reference.attention.scaled import scaled_dot_product_attention


def _check_heads(E: int, n_heads: int) -> None:
    if n_heads < 1 or E % n_heads:
        raise ValueError(f"n_heads: expected a divisor of E = {E}, got {n_heads}")


def split_heads(x: Array, n_heads: int) -> Array:
    """The last axis cut into heads, which come before the tokens.

    Args:
        x: (B, T, E) float. n_heads: h, a divisor of E.

    Returns:
        (B, h, T, E/h) float.

    Raises:
        ValueError: other than three axes, an h that does not divide E.

    Source: `001_93c4fdc1f7522504.txt`, multi-head attention.
    """
    x = as_float(x)
    check_ndim("x", x, "(B, T, E)", 3)
    B, T, E = x.shape
    _check_heads(E, n_heads)
    xp = namespace(x)
    return xp.permute_dims(xp.reshape(x, (B, T, n_heads, E // n_heads)), (0, 2, 1, 3))


def merge_heads(x: Array) -> Array:
    """The inverse of `split_heads`: (B, h, T, d) → (B, T, h·d).

    Raises:
        ValueError: other than four axes.

    Source: `001_93c4fdc1f7522504.txt`, multi-head attention.
    """
    x = as_float(x)
    check_ndim("x", x, "(B, h, T, d)", 4)
    B, h, T, d = x.shape
    xp = namespace(x)
    return xp.reshape(xp.permute_dims(x, (0, 2, 1, 3)), (B, T, h * d))


def multi_head_attention(
    x_q: Array,
    x_kv: Array,
    W_in: Array,
    b_in: Array,
    W_out: Array,
    b_out: Array,
    n_heads: int,
    mask: Array | None = None,
) -> Array:
    r"""Queries of x_q, keys and values of x_kv; each head attends with the scale √(E/h); heads side by side; projected.

    Args:
        x_q: (B, Tq, E) float. x_kv: (B, Tk, E) float; x_q itself in self-attention.
        W_in: (3E, E): the rows of q, k, v. b_in: (3E,). W_out: (E, E). b_out: (E,).
        n_heads: a divisor of E. mask: (Tq, Tk), (B, Tq, Tk) or (B, h, Tq, Tk) bool, True keeps; None: all.

    Returns:
        (B, Tq, E) float; b_out for a query that keeps no key.

    Raises:
        ValueError: shapes that do not fit, an h that does not divide E, an empty batch.
        TypeError: a mask that is not bool.

    Source: `001_93c4fdc1f7522504.txt`, multi-head attention; Vaswani et al. 2017.
    """
    x_q, x_kv, W_in, b_in, W_out, b_out = as_floats(x_q, x_kv, W_in, b_in, W_out, b_out)
    _check(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads)
    E = x_q.shape[2]
    q = x_q @ transpose(W_in[:E, :]) + b_in[:E]
    k = x_kv @ transpose(W_in[E : 2 * E, :]) + b_in[E : 2 * E]
    v = x_kv @ transpose(W_in[2 * E :, :]) + b_in[2 * E :]
    if mask is not None and mask.ndim == 3:
        mask = mask[:, None, :, :]
    heads = scaled_dot_product_attention(*(split_heads(x, n_heads) for x in (q, k, v)), mask)
    return merge_heads(heads) @ transpose(W_out) + b_out


def _check(x_q: Array, x_kv: Array, W_in: Array, b_in: Array, W_out: Array, b_out: Array, n_heads: int) -> None:
    check_ndim("x_q", x_q, "(B, Tq, E)", 3)
    check_samples("x_q", x_q)
    check_ndim("x_kv", x_kv, "(B, Tk, E)", 3)
    B, _, E = x_q.shape
    check_shape("x_kv", x_kv, "(B, Tk, E)", B, x_kv.shape[1], E)
    check_shape("W_in", W_in, "(3E, E)", 3 * E, E)
    check_shape("b_in", b_in, "(3E,)", 3 * E)
    check_shape("W_out", W_out, "(E, E)", E, E)
    check_shape("b_out", b_out, "(E,)", E)
    _check_heads(E, n_heads)
