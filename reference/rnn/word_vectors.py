r"""Word vectors: skip-gram with negative sampling learns them from neighbours; analogies show what they know.

Each word has two vectors: v as a centre, u as a context.

Sources: `001_93c4fdc1f7522504.txt` (applications to natural language); Mikolov et al. 2013.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_at_least, check_ndim, check_shape, namespace
from reference.neurons.activations import sigmoid, softplus


class SgnsGradients(NamedTuple):
    """The loss of one pair, and its gradients by the centre (d,), its context (d,), and each negative (K, d)."""

    loss: Array
    dv: Array
    du: Array
    dU: Array


def sgns_loss_grad(v_c: Array, u_o: Array, U_neg: Array) -> SgnsGradients:
    r"""$-\log\sigma(u_o^\top v) - \sum_k \log\sigma(-u_k^\top v)$, with its gradients.

    Args:
        v_c: (d,) float, the centre word. u_o: (d,), a word of its context. U_neg: (K, d), drawn words, K may be 0.
            A word drawn twice is there twice, and counts twice: its gradients are added where the table is updated.

    Returns:
        (loss, dv (d,), du (d,), dU (K, d)).

    Raises:
        ValueError: shapes that do not fit.

    Source: Mikolov et al. 2013; `001_93c4fdc1f7522504.txt`, applications to natural language.
    """
    v_c, u_o, U_neg = as_floats(v_c, u_o, U_neg)
    check_ndim("v_c", v_c, "(d,)", 1)
    check_shape("u_o", u_o, "(d,)", *v_c.shape)
    check_ndim("U_neg", U_neg, "(K, d)", 2)
    check_shape("U_neg", U_neg, "(K, d)", U_neg.shape[0], *v_c.shape)
    xp = namespace(v_c)
    right, wrong = xp.sum(u_o * v_c), U_neg @ v_c
    miss, false = -sigmoid(-right), sigmoid(wrong)  # σ(x) − 1 without cancellation
    dv = miss * u_o + xp.sum(false[:, None] * U_neg, axis=0)
    return SgnsGradients(softplus(-right) + xp.sum(softplus(wrong)), dv, miss * v_c, false[:, None] * v_c[None, :])


def noise_distribution(counts: Array, power: float = 0.75) -> Array:
    r"""$c_w^{power} / \sum c^{power}$: rare words are drawn more often than they occur.

    Args:
        counts: (V,) float or int, ≥ 0, not all 0. power: ≥ 0; a word that never occurs is never drawn.

    Returns:
        (V,) float, sum 1.

    Raises:
        ValueError: other axes, negative counts, only zeros, a negative power.

    Source: Mikolov et al. 2013.

    >>> import numpy as np
    >>> noise_distribution(np.array([16, 81, 1])).round(6).tolist()
    [0.222222, 0.75, 0.027778]
    """
    check_at_least(0, power=power)
    counts = as_float(counts)
    check_ndim("counts", counts, "(V,)", 1)
    xp = namespace(counts)
    if not counts.shape[0] or not bool(xp.all(counts >= 0)) or not bool(xp.any(counts > 0)):
        raise ValueError("counts: expected numbers ≥ 0, at least one above 0, got others")
    share = counts / xp.max(counts)  # no overflow, whatever the power
    weights = xp.where(share > 0, share**power, share)
    return weights / xp.sum(weights)


def skip_gram_pairs(ids: Sequence[int] | Array, window: int) -> list[tuple[int, int]]:
    """(centre, context) for all words at most `window` apart, by centre, the context from left to right.

    Args:
        ids: (T,) int, T may be 0. window: words to either side, ≥ 1.

    Returns:
        list of pairs of ints; a place is no context of itself, the same word at another place is.

    Raises:
        ValueError: a window below 1.

    Source: Mikolov et al. 2013; `001_93c4fdc1f7522504.txt`, applications to natural language.

    >>> skip_gram_pairs([5, 6, 7], 1)
    [(5, 6), (6, 5), (6, 7), (7, 6)]
    """
    check_at_least(1, window=window)
    length = ids.shape[0] if hasattr(ids, "shape") else len(ids)
    words = [int(ids[t]) for t in range(length)]
    return [
        (words[t], words[j])
        for t in range(length)
        for j in range(max(t - window, 0), min(t + window + 1, length))
        if j != t
    ]


def analogy(E: Array, a: int, b: int, c: int) -> int:
    r"""a is to b as c is to …: the word with the largest cosine to $e_b - e_a + e_c$, none of the three.

    Args:
        E: (V, d) float, one vector a word, as they are; a vector of length 0 has cosine 0. a, b, c: in 0…V−1.

    Returns:
        its index; the first of a tie.

    Raises:
        ValueError: other than two axes, words outside 0…V−1, no word left to answer with.

    Source: Mikolov et al. 2013; `001_93c4fdc1f7522504.txt`, applications to natural language.
    """
    E = as_float(E)
    check_ndim("E", E, "(V, d)", 2)
    for name, word in (("a", a), ("b", b), ("c", c)):
        if not 0 <= word < E.shape[0]:
            raise ValueError(f"{name}: expected a word in 0…{E.shape[0] - 1}, got {word}")
    rest = [w for w in range(E.shape[0]) if w not in (a, b, c)]
    if not rest:
        raise ValueError(f"E: expected a word other than a, b and c, got {E.shape[0]} words")
    return _nearest(E, E[b, :] - E[a, :] + E[c, :], rest)


def _nearest(E: Array, query: Array, words: list[int]) -> int:
    """Of these words the one whose vector has the largest cosine with the query; its length does not matter."""
    xp = namespace(E)
    length = xp.sqrt(xp.sum(E * E, axis=1))
    cosines = (E @ query) / xp.where(length > 0, length, xp.ones_like(length))
    return max(words, key=lambda w: (float(cosines[w]), -w))
