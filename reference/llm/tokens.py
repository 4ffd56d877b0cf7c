"""Byte-pair encoding: sub-words by merging frequent neighbours.

There is no end-of-word mark here. Ties go to the lexicographically smallest pair; other courses take the largest.

Sources: `001_93c4fdc1f7522504.txt` (GPT, BERT: what they read); Sennrich et al. 2016.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

Pair = tuple[str, str]


def merged(symbols: Sequence[str], pair: Pair) -> list[str]:
    """The symbols with each occurrence of the pair joined, from left to right, without overlap."""
    out: list[str] = []
    at = 0
    while at < len(symbols):
        if tuple(symbols[at : at + 2]) == pair:
            out.append(symbols[at] + symbols[at + 1])
            at += 2
        else:
            out.append(symbols[at])
            at += 1
    return out


def bpe_train(word_counts: Mapping[str, int], n_merges: int) -> list[Pair]:
    """Repeatedly merges the most frequent pair of neighbours; pairs never cross words.

    Args:
        word_counts: word → how often it occurs, 0 or more. n_merges: 0 or more.

    Returns:
        the merges in the order of training; fewer when no pair is left.

    Raises:
        ValueError: a negative count or number of merges.

    Source: `001_93c4fdc1f7522504.txt`, GPT; Sennrich et al. 2016.

    >>> bpe_train({"low": 5, "lower": 2, "newest": 6, "widest": 3}, 5)
    [('e', 's'), ('es', 't'), ('l', 'o'), ('lo', 'w'), ('e', 'w')]
    """
    if n_merges < 0:
        raise ValueError(f"n_merges: expected 0 or more, got {n_merges}")
    for word, count in word_counts.items():
        if count < 0:
            raise ValueError(f"word_counts: expected counts of 0 or more, got {count} for {word!r}")
    words = {word: list(word) for word, count in word_counts.items() if count}
    merges: list[Pair] = []
    while len(merges) < n_merges:
        pairs: Counter[Pair] = Counter()
        for word, symbols in words.items():
            for pair in zip(symbols, symbols[1:], strict=False):
                pairs[pair] += word_counts[word]
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        words = {word: merged(symbols, best) for word, symbols in words.items()}
    return merges


def bpe_encode(word: str, merges: Sequence[Pair]) -> list[str]:
    """The sub-words of a word: the merges, each applied everywhere, in the order of training.

    Source: `001_93c4fdc1f7522504.txt`, GPT; Sennrich et al. 2016.

    >>> bpe_encode("lowest", [("e", "s"), ("es", "t"), ("l", "o"), ("lo", "w")])
    ['low', 'est']
    """
    symbols = list(word)
    for pair in merges:
        symbols = merged(symbols, tuple(pair))
    return symbols
