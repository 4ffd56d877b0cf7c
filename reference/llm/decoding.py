r"""Using a trained model: temperature, top-k, top-p, greedy and beam search, a cache of keys and values.

`step_fn(ids: (t,) int list) -> logits (V,)` is the model. Log-probabilities are natural.

Sources: `001_93c4fdc1f7522504.txt` (using pretrained LLMs); Holtzman et al. 2020 (nucleus), Wu et al. 2016
(length penalty).
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_at_least, check_ndim, check_shape, namespace
from reference.linear.softmax import log_softmax, softmax

Step = Callable[[list[int]], Array]


class Beam(NamedTuple):
    """A sequence with its start, and log p / length^α."""

    ids: list[int]
    score: float


class Cached(NamedTuple):
    """The output of one query, and the caches with one more row."""

    out: Array
    K: Array
    V: Array


def _logits(logits: Array) -> Array:
    logits = as_float(logits)
    check_ndim("logits", logits, "(V,)", 1)
    check_at_least(1, V=logits.shape[0])
    return logits


def apply_temperature(logits: Array, T: float) -> Array:
    """z / T: sharper below 1, flatter above.

    Args:
        logits: (V,) float. T: above 0.

    Raises:
        ValueError: other axes, no token, a T that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, using pretrained LLMs.
    """
    if not T > 0:
        raise ValueError(f"T: expected a temperature above 0, got {T}")
    return _logits(logits) / T


def _kept(logits: Array, keep: Sequence[int]) -> Array:
    """The logits at `keep`, −∞ elsewhere."""
    xp = namespace(logits)
    chosen = set(keep)
    mask = xp.asarray([i in chosen for i in range(logits.shape[0])], device=getattr(logits, "device", None))
    return xp.where(mask, logits, xp.full_like(logits, -xp.inf))


def _ranked(logits: Array) -> list[int]:
    """Tokens by falling logit; the first of equal ones first."""
    return sorted(range(logits.shape[0]), key=lambda i: (-float(logits[i]), i))


def top_k_filter(logits: Array, k: int) -> Array:
    """The k largest logits, −∞ elsewhere; of equal ones at the border the first.

    Args:
        logits: (V,) float. k: 1 or more; above V it keeps all.

    Returns:
        (V,) float.

    Raises:
        ValueError: other axes, no token, a k below 1.

    Source: `001_93c4fdc1f7522504.txt`, using pretrained LLMs. (Hugging Face keeps all that equal the k-th.)
    """
    check_at_least(1, k=k)
    logits = _logits(logits)
    return _kept(logits, _ranked(logits)[:k])


def top_p_filter(logits: Array, p: float) -> Array:
    """The smallest set of likeliest tokens whose probabilities reach p, −∞ elsewhere: the token that crosses p stays.

    Args:
        logits: (V,) float. p: in (0, 1].

    Returns:
        (V,) float.

    Raises:
        ValueError: other axes, no token, a p outside (0, 1].

    Source: `001_93c4fdc1f7522504.txt`, using pretrained LLMs; Holtzman et al. 2020.
    """
    if not 0 < p <= 1:
        raise ValueError(f"p: expected a number in (0, 1], got {p}")
    logits = _logits(logits)
    probs, total, keep = softmax(logits), 0.0, []
    for i in _ranked(logits):
        if total >= p:
            break
        keep.append(i)
        total += float(probs[i])
    return _kept(logits, keep)


def sample_from(probs: Array, u: float) -> int:
    """The first token whose cumulative probability is above u.

    Args:
        probs: (V,) float, ≥ 0, sum 1. u: in [0, 1).

    Returns:
        its index; the last token with a probability above 0 where rounding leaves the sum below u.

    Raises:
        ValueError: other axes, no token, probabilities that are none, a u outside [0, 1).

    Source: `001_93c4fdc1f7522504.txt`, using pretrained LLMs.
    """
    probs = as_float(probs)
    check_ndim("probs", probs, "(V,)", 1)
    p = [float(probs[i]) for i in range(probs.shape[0])]
    if not p or not all(x >= 0 for x in p) or not abs(sum(p) - 1) < 1e-4:
        raise ValueError("probs: expected probabilities ≥ 0 with sum 1, got others")
    if not 0 <= u < 1:
        raise ValueError(f"u: expected a number in [0, 1), got {u}")
    total = 0.0
    for i, x in enumerate(p):
        total += x
        if total > u:
            return i
    return max(i for i, x in enumerate(p) if x > 0)


def greedy_decode(step_fn: Step, start: Sequence[int], max_len: int, eos: int) -> list[int]:
    """The likeliest token again and again, until eos or max_len tokens, start and eos included; first on ties.

    Args:
        step_fn: ids → logits (V,). start: at least one token. max_len: of the whole sequence. eos: ends it.

    Returns:
        ids with the start, and eos where it came.

    Raises:
        ValueError: no start token.

    Source: `001_93c4fdc1f7522504.txt`, using pretrained LLMs.
    """
    ids = _start(start)
    while len(ids) < max_len and (len(ids) == len(start) or ids[-1] != eos):
        ids.append(_ranked(_logits(step_fn(list(ids))))[0])
    return ids


def _start(start: Sequence[int]) -> list[int]:
    ids = [int(i) for i in start]
    if not ids:
        raise ValueError("start: expected at least one token, got none")
    return ids


def beam_search(
    step_fn: Step, start: Sequence[int], width: int, max_len: int, eos: int, length_penalty: float = 0.0
) -> list[Beam]:
    r"""The `width` best sequences by $\sum\log p / n^\alpha$, n the tokens after the start, eos included.

    A finished beam stays among the best, with the score that it has. Beams that are unfinished at max_len compete with
    their score, too.

    Args:
        step_fn: ids → logits (V,). start: at least one token. width: 1 or more. max_len: of the whole sequence.
        eos: ends a sequence. length_penalty: α ≥ 0; 0 compares the sums.

    Returns:
        beams by falling score; of equal ones the lexicographically smaller first.

    Raises:
        ValueError: no start token, a width below 1, a negative length_penalty.

    Source: `001_93c4fdc1f7522504.txt`, using pretrained LLMs; Wu et al. 2016.
    """
    check_at_least(1, width=width)
    check_at_least(0, length_penalty=length_penalty)
    first = _start(start)
    live, done = [(first, 0.0)], [] if max_len > len(first) else [(first, 0.0)]

    def score(ids: list[int], logp: float) -> float:
        n = len(ids) - len(first)
        return logp / n**length_penalty if n else 0.0

    def best(beams: list[tuple[list[int], float]]) -> list[tuple[list[int], float]]:
        return sorted(beams, key=lambda beam: (-score(*beam), beam[0]))[:width]

    for length in range(len(first) + 1, max_len + 1):
        grown = []
        for ids, logp in live:
            more = log_softmax(_logits(step_fn(list(ids))))
            grown += [([*ids, i], logp + float(more[i])) for i in range(more.shape[0])]
        kept = best([*done, *grown])
        ended = [beam for beam in kept if beam[0][-1] == eos and len(beam[0]) > len(first)]
        live = [beam for beam in kept if beam not in ended]
        done = ended + (live if length == max_len else [])
        if not live:
            break
    return [Beam(ids, score(ids, logp)) for ids, logp in best(done)]


def kv_cache_step(q: Array, K_cache: Array, V_cache: Array, k: Array, v: Array) -> Cached:
    r"""Attention of one new token over all before it and itself: $\mathrm{softmax}(Kq/\sqrt d)^\top V$.

    Args:
        q, k: (d,) float. v: (dv,) float. K_cache: (T, d) float. V_cache: (T, dv) float; T may be 0.

    Returns:
        (out, K, V): (dv,), (T + 1, d) and (T + 1, dv) float; the caches that were given are left alone.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, using pretrained LLMs.
    """
    q, K_cache, V_cache, k, v = as_floats(q, K_cache, V_cache, k, v)
    check_ndim("q", q, "(d,)", 1)
    check_ndim("v", v, "(dv,)", 1)
    check_shape("k", k, "(d,)", q.shape[0])
    check_shape("K_cache", K_cache, "(T, d)", K_cache.shape[0], q.shape[0])
    check_shape("V_cache", V_cache, "(T, dv)", K_cache.shape[0], v.shape[0])
    xp = namespace(q)
    K, V = xp.concat([K_cache, k[None, :]]), xp.concat([V_cache, v[None, :]])
    return Cached(softmax(K @ q / math.sqrt(q.shape[0])) @ V, K, V)
