"""Two recurrent nets over one sequence, one from each end.

Sources: `001_93c4fdc1f7522504.txt` (milestone of 1997); Schuster and Paliwal 1997. Such a net sees the future: it
labels or encodes whole sequences, and cannot predict the next token. Each direction has its own weights.
"""

from collections.abc import Mapping
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_ndim, check_shape, namespace
from reference.rnn.elman import NAMES, rnn_forward


class BidirectionalOutputs(NamedTuple):
    """Both states after each step, (B, T, 2H), forward first; and the last of each direction, (2, B, H)."""

    H: Array
    h: Array


def bidirectional_rnn(
    X: Array, fwd: Mapping[str, Array], bwd: Mapping[str, Array], lengths: Array | None = None
) -> BidirectionalOutputs:
    """Forward and backward states side by side, both at the step that they have just read, from start states of 0.

    Args:
        X: (B, T, D) float. fwd, bwd: W_ih, W_hh, b_ih, b_hh of `rnn_cell` for each direction.
        lengths: (B,) int in 0…T, how much of each sequence is valid; None: all. Each is reversed within its length.

    Returns:
        (H, h): (B, T, 2H) float, 0 beyond a sequence's length; (2, B, H) float, the state of the forward net after the
        last valid step, and of the backward net after it has read step 1.

    Raises:
        ValueError: shapes that do not fit, an empty batch, a length outside 0…T.
        TypeError: lengths that are no integers.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1997.

    >>> import numpy as np
    >>> p = dict(W_ih=np.ones((1, 1)), W_hh=np.full((1, 1), 0.5), b_ih=np.zeros(1), b_hh=np.zeros(1))
    >>> bidirectional_rnn(np.array([[[1.0], [0.0], [-1.0]]]), p, p).H[0].round(6).tolist()
    [[0.761594, 0.674144], [0.363399, -0.363399], [-0.674144, -0.761594]]
    """
    check_ndim("X", X, "(B, T, D)", 3)
    X, *_ = as_floats(as_float(X), *(p[name] for p in (fwd, bwd) for name in NAMES))
    xp = namespace(X)
    valid = _lengths(X, lengths)
    ahead = _last_zero(_states(X, fwd), valid)
    back = _last_zero(_reversed(_states(_reversed(X, valid), bwd), valid), valid)
    first = [back[b, :1, :] if n else xp.zeros_like(back[b, :, :])[:0, :] for b, n in enumerate(valid)]
    last = [ahead[b, n - 1 : n, :] if n else first[b] for b, n in enumerate(valid)]
    ends = [_one(rows, back, xp) for rows in (last, first)]
    return BidirectionalOutputs(xp.concat([ahead, back], axis=2), xp.stack(ends))


def _states(X: Array, params: Mapping[str, Array]) -> Array:
    xp = namespace(X)
    h0 = xp.zeros((X.shape[0], params["W_hh"].shape[0]), dtype=X.dtype, device=getattr(X, "device", None))
    return rnn_forward(X, h0, params).H


def _one(rows: list[Array], like: Array, xp) -> Array:
    """A row (H,) for each sequence, 0 for an empty one, as (B, H)."""
    none = xp.zeros((like.shape[2],), dtype=like.dtype, device=getattr(like, "device", None))
    return xp.stack([row[0, :] if row.shape[0] else none for row in rows])


def _lengths(X: Array, lengths: Array | None) -> list[int]:
    """How many steps of each sequence are valid."""
    B, T = X.shape[:2]
    if lengths is None:
        return [T] * B
    xp = namespace(lengths)
    if not xp.isdtype(lengths.dtype, "integral"):
        raise TypeError(f"lengths: expected integers, got dtype {lengths.dtype}")
    check_shape("lengths", lengths, "(B,)", B)
    valid = [int(lengths[b]) for b in range(B)]
    if not all(0 <= n <= T for n in valid):
        raise ValueError(f"lengths: expected 0 ≤ length ≤ T = {T}, got {valid}")
    return valid


def _reversed(X: Array, valid: list[int]) -> Array:
    """Each sequence reversed within its length; what is beyond stays."""
    xp = namespace(X)
    return xp.stack([xp.concat([xp.flip(X[b, :n, :], axis=0), X[b, n:, :]], axis=0) for b, n in enumerate(valid)])


def _last_zero(H: Array, valid: list[int]) -> Array:
    """The states, 0 beyond each length."""
    xp = namespace(H)
    return xp.stack([xp.concat([H[b, :n, :], xp.zeros_like(H[b, n:, :])], axis=0) for b, n in enumerate(valid)])
