r"""From one sequence to another: the decoder's inputs, masks of padding, a loss of real tokens, attention, BLEU.

Sources: `001_93c4fdc1f7522504.txt` (RNN, encoder/decoder), `004_c46ddd2f6285f478.txt` (Smart Reply); Luong et al. 2015
(attention), Papineni et al. 2002 (BLEU).
"""

import math
from collections import Counter
from collections.abc import Sequence
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
from reference.linear.softmax import cross_entropy


class Attended(NamedTuple):
    """What a decoder step reads from the memory, (B, H), and how much of each place, (B, S)."""

    context: Array
    weights: Array


def shift_right(ids: Array, bos: int) -> Array:
    """Teacher forcing: the decoder sees bos and all right tokens but the last, and answers with `ids`.

    Args:
        ids: (B, T) int, T ≥ 1. bos: the token that starts a sentence.

    Returns:
        (B, T) int.

    Raises:
        ValueError: other axes, no token.

    Source: `001_93c4fdc1f7522504.txt`, encoder/decoder.

    >>> import numpy as np
    >>> shift_right(np.array([[5, 6, 2]]), bos=1).tolist()
    [[1, 5, 6]]
    """
    check_ndim("ids", ids, "(B, T)", 2)
    check_samples("ids", ids, 1)
    xp = namespace(ids)
    return xp.concat([xp.full_like(ids[:, :1], bos), ids[:, :-1]], axis=1)


def length_mask(lengths: Array, T: int) -> Array:
    """True at the real tokens, False at the padding behind them.

    Args:
        lengths: (B,) int in 0…T. T: steps, ≥ 0.

    Returns:
        (B, T) bool.

    Raises:
        ValueError: other axes, a length outside 0…T.

    Source: `001_93c4fdc1f7522504.txt`, encoder/decoder.

    >>> import numpy as np
    >>> length_mask(np.array([2, 1]), 3).tolist()
    [[True, True, False], [True, False, False]]
    """
    check_ndim("lengths", lengths, "(B,)", 1)
    check_at_least(0, T=T)
    xp = namespace(lengths)
    if lengths.shape[0] and not 0 <= int(xp.min(lengths)) <= int(xp.max(lengths)) <= T:
        raise ValueError(f"lengths: expected numbers in 0…{T}, got {int(xp.min(lengths))}…{int(xp.max(lengths))}")
    steps = xp.arange(T, dtype=lengths.dtype, device=getattr(lengths, "device", None))
    return steps[None, :] < lengths[:, None]


def masked_cross_entropy(logits: Array, ids: Array, lengths: Array) -> Array:
    r"""Mean of $-\log p_{bt}(id_{bt})$ over the real tokens of all sentences: every token weighs the same.

    Args:
        logits: (B, T, V) float, before the softmax. ids: (B, T) int; what stands in the padding does not matter.
        lengths: (B,) int in 0…T.

    Returns:
        a scalar in nats.

    Raises:
        TypeError: ids that are not integers.
        ValueError: shapes that do not fit, ids outside 0…V−1, a length outside 0…T, no token at all.

    Source: `001_93c4fdc1f7522504.txt`, encoder/decoder.
    """
    losses, real = _token_losses(logits, ids, lengths)
    xp = namespace(losses)
    return xp.sum(losses) / xp.sum(xp.astype(real, losses.dtype))


def _token_losses(logits: Array, ids: Array, lengths: Array) -> tuple[Array, Array]:
    """(B, T) losses, 0 in the padding, and the mask."""
    logits = as_float(logits)
    xp = namespace(logits, ids, lengths)
    check_ndim("logits", logits, "(B, T, V)", 3)
    B, T, V = logits.shape
    check_shape("ids", ids, "(B, T)", B, T)
    check_shape("lengths", lengths, "(B,)", B)
    real = length_mask(lengths, T)
    if not bool(xp.any(real)):
        raise ValueError("lengths: expected at least one token, got none")
    labels = xp.reshape(xp.where(real, ids, xp.zeros_like(ids)), (B * T,))
    losses = xp.reshape(cross_entropy(xp.reshape(logits, (B * T, V)), labels, "none"), (B, T))
    return xp.where(real, losses, xp.zeros_like(losses)), real


def luong_step(h: Array, memory: Array, W: Array, lengths: Array) -> Attended:
    r"""$s_{bj} = h_b^\top W m_{bj}$, softmax over the real places, context $\sum_j w_{bj} m_{bj}$.

    Args:
        h: (B, D) float, state of the decoder. memory: (B, S, H) float, states of the encoder. W: (D, H).
        lengths: (B,) int in 0…S, how much of the memory is real; of nothing the weights and the context are 0.

    Returns:
        (context (B, H), weights (B, S)).

    Raises:
        ValueError: shapes that do not fit, a length outside 0…S.

    Source: `001_93c4fdc1f7522504.txt`, encoder/decoder; Luong et al. 2015, "general".
    """
    h, memory, W = as_floats(h, memory, W)
    check_ndim("memory", memory, "(B, S, H)", 3)
    B, S, H = memory.shape
    check_ndim("h", h, "(B, D)", 2)
    check_shape("h", h, "(B, D)", B, h.shape[1])
    check_shape("W", W, "(D, H)", h.shape[1], H)
    check_shape("lengths", lengths, "(B,)", B)
    return _attend(_scores(h, memory, W), memory, length_mask(lengths, S))


def _scores(h: Array, memory: Array, W: Array) -> Array:
    """(B, S)."""
    return namespace(h).sum((h @ W)[:, None, :] * memory, axis=2)


def _attend(scores: Array, memory: Array, real: Array) -> Attended:
    xp = namespace(scores)
    if not memory.shape[1]:
        return Attended(xp.sum(memory, axis=1), scores)
    low = xp.where(real, scores, xp.full_like(scores, -math.inf))
    top = xp.max(low, axis=1, keepdims=True)
    e = xp.exp(low - xp.where(top > -math.inf, top, xp.zeros_like(top)))
    total = xp.sum(e, axis=1, keepdims=True)
    weights = e / xp.where(total == 0, xp.ones_like(total), total)
    return Attended(xp.sum(weights[:, :, None] * memory, axis=1), weights)


def bleu(candidate: Sequence, reference: Sequence, max_n: int = 4) -> float:
    r"""$e^{\min(0, 1 - r/c)} \exp(\frac1N \sum_n \log p_n)$, $p_n$ the share of n-grams that the reference has, too.

    An n-gram counts at most as often as it is in the reference; r and c are the lengths.

    Args:
        candidate, reference: tokens, such as words or ids. max_n: N ≥ 1.

    Returns:
        in 0…1; 0 where any $p_n$ is 0, also for a candidate of fewer than N tokens.

    Raises:
        TypeError: a string instead of a list of tokens.
        ValueError: a max_n below 1.

    Source: Papineni et al. 2002, with one reference and no smoothing; `001_93c4fdc1f7522504.txt`, encoder/decoder.

    >>> round(bleu("the cat sat on mat".split(), "the cat sat on the mat".split()), 6)
    0.57893
    """
    check_at_least(1, max_n=max_n)
    for name, tokens in (("candidate", candidate), ("reference", reference)):
        if isinstance(tokens, str):
            raise TypeError(f"{name}: expected a list of tokens, got a string; split it first")
    precisions = [_precision(candidate, reference, n) for n in range(1, max_n + 1)]
    if not all(precisions):
        return 0.0
    return _brevity(candidate, reference) * math.exp(sum(map(math.log, precisions)) / max_n)


def _ngrams(tokens: Sequence, n: int) -> Counter:
    return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def _precision(candidate: Sequence, reference: Sequence, n: int) -> float:
    mine = _ngrams(candidate, n)
    return (mine & _ngrams(reference, n)).total() / max(mine.total(), 1)  # & takes the smaller count


def _brevity(candidate: Sequence, reference: Sequence) -> float:
    return math.exp(min(0.0, 1 - len(reference) / len(candidate)))
