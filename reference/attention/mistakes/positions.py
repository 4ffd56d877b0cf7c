"""Wrong versions of the functions in `reference.attention.positions`, with the message that names each mistake."""

import math

from reference._array import namespace, plain
from reference.attention.positions import learned_positional_embedding, sinusoidal_positional_encoding
from reference.misconceptions import misconception


def _table(T, d, angle, like):
    """sin in the even and cos in the odd columns of `angle(position, column)`."""
    rows = [[(math.cos if j % 2 else math.sin)(angle(p, j)) for j in range(d)] for p in range(T)]
    right = sinusoidal_positional_encoding(T, d, like=like)
    xp = plain if like is None else namespace(like)
    return xp.reshape(xp.asarray(rows, dtype=right.dtype, device=getattr(right, "device", None)), (T, d))


@misconception(sinusoidal_positional_encoding, "T7.4/i_not_2i", "The exponent is 2i/d for the pair i.")
def _i_not_2i(T, d, base=10000.0, like=None):
    return _table(T, d, lambda p, j: p / base ** (j // 2 / d), like)


@misconception(sinusoidal_positional_encoding, "T7.4/same_freq", "sin and cos of a pair share one frequency.")
def _same_freq(T, d, base=10000.0, like=None):
    return _table(T, d, lambda p, j: p / base ** (j / d), like)


@misconception(sinusoidal_positional_encoding, "T7.4/halves", "Interleave sin and cos.")
def _halves(T, d, base=10000.0, like=None):
    right = sinusoidal_positional_encoding(T, d, base, like)
    xp = namespace(right)
    return xp.concat([right[:, ::2], right[:, 1::2]], axis=1)


@misconception(sinusoidal_positional_encoding, "T7.4/start_1", "Positions start at 0.")
def _start_1(T, d, base=10000.0, like=None):
    return sinusoidal_positional_encoding(T + 1, d, base, like)[1:, :]


@misconception(sinusoidal_positional_encoding, "T7.4/cos_first", "The even columns are sines, the odd ones cosines.")
def _cos_first(T, d, base=10000.0, like=None):
    right = sinusoidal_positional_encoding(T, d, base, like)
    xp = namespace(right)
    return xp.reshape(xp.stack([right[:, 1::2], right[:, ::2]], axis=2), (T, d))


@misconception(learned_positional_embedding, "T7.4/start_1", "Positions start at 0.")
def _learned_start_1(ids, table):
    xp = namespace(ids, table)
    return xp.take(table, (ids + 1) % table.shape[0], axis=0)


@misconception(learned_positional_embedding, "T7.4/in_order", "Row t of the result is the row ids[t] of the table.")
def _learned_in_order(ids, table):
    return table[: ids.shape[0], :]


@misconception(learned_positional_embedding, "T7.4/multiply", "A learned encoding is the table's row itself.")
def _learned_multiply(ids, table):
    return learned_positional_embedding(ids, table) * namespace(table).astype(ids, table.dtype)[:, None]
