r"""Where a token stands: sinusoidal and learned encodings.

$PE_{p,2i} = \sin(p / b^{2i/d})$, $PE_{p,2i+1} = \cos(p / b^{2i/d})$: the inner product of two positions depends on
their distance alone. Encodings are added to the embeddings.

Sources: `001_93c4fdc1f7522504.txt` (outline: positional encoding); Vaswani et al. 2017.
"""

import math

from reference._array import Array, as_float, check_at_least, check_ndim, namespace, plain


def sinusoidal_positional_encoding(T: int, d: int, base: float = 10000.0, like: Array | None = None) -> Array:
    r"""$\sin(p / b^{2i/d})$ and $\cos(p / b^{2i/d})$ in the columns 2i and 2i + 1.

    Args:
        T: positions 0…T−1. d: an even size. base: b, above 0.
        like: an array whose library, dtype and device the result takes; None: NumPy, float64.

    Returns:
        (T, d) float.

    Raises:
        ValueError: a negative T, an odd d or one below 2, a base that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, positional encoding; Vaswani et al. 2017.

    >>> sinusoidal_positional_encoding(2, 4).round(6).tolist()
    [[0.0, 1.0, 0.0, 1.0], [0.841471, 0.540302, 0.01, 0.99995]]
    """
    check_at_least(0, T=T)
    if d < 2 or d % 2:
        raise ValueError(f"d: expected an even number from 2, got {d}")
    if not base > 0:
        raise ValueError(f"base: expected a number above 0, got {base}")
    xp = plain if like is None else namespace(like)
    dtype, device = (plain.float64, None) if like is None else (as_float(like).dtype, getattr(like, "device", None))
    rates = xp.asarray([math.exp(-2 * i / d * math.log(base)) for i in range(d // 2)], dtype=dtype, device=device)
    angles = xp.arange(T, dtype=dtype, device=device)[:, None] * rates
    return xp.reshape(xp.stack([xp.sin(angles), xp.cos(angles)], axis=2), (T, d))


def learned_positional_embedding(ids: Array, table: Array) -> Array:
    """The rows of a table, one for each position.

    Args:
        ids: (T,) int, positions in 0…L−1. table: (L, d) float.

    Returns:
        (T, d) float.

    Raises:
        TypeError: ids that are no integers.
        ValueError: other shapes, a position outside the table.

    Source: `001_93c4fdc1f7522504.txt`, positional encoding; BERT and GPT learn theirs.
    """
    table = as_float(table)
    xp = namespace(ids, table)
    check_ndim("ids", ids, "(T,)", 1)
    check_ndim("table", table, "(L, d)", 2)
    if not xp.isdtype(ids.dtype, "integral"):
        raise TypeError(f"ids: expected integers, got dtype {ids.dtype}")
    if not bool(xp.all((ids >= 0) & (ids < table.shape[0]))):
        raise ValueError(f"ids: expected positions from 0 to {table.shape[0] - 1}, got {[int(i) for i in ids]}")
    return xp.take(table, ids, axis=0)
