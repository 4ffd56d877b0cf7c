"""Wrong versions of the functions in `reference.llm.tokens`, with the message that names each mistake."""

from collections import Counter

from reference.llm.tokens import bpe_encode, bpe_train, merged
from reference.misconceptions import misconception


def _train(
    word_counts, n_merges, count=lambda n: n, best=lambda pairs: min(pairs, key=lambda p: (-pairs[p], p)), whole=False
):
    words = [(list(w), n) for w, n in word_counts.items() if n]
    if whole:
        words = [([c for symbols, _ in words for c in symbols], 1)]
    merges = []
    while len(merges) < n_merges:
        pairs = Counter()
        for symbols, n in words:
            for pair in zip(symbols, symbols[1:], strict=False):
                pairs[pair] += count(n)
        if not pairs:
            break
        merges.append(best(pairs))
        words = [(merged(symbols, merges[-1]), n) for symbols, n in words]
    return merges


@misconception(bpe_train, "T8.1/unweighted", "Weight pairs by word count.")
def _unweighted(word_counts, n_merges):
    return _train(word_counts, n_merges, count=lambda n: 1)


@misconception(bpe_train, "T8.1/tie", "Ties take the lexicographically smallest pair.")
def _tie(word_counts, n_merges):
    return _train(word_counts, n_merges, best=lambda pairs: max(pairs, key=lambda p: (pairs[p], p)))


@misconception(bpe_train, "T8.1/cross_word", "Pairs never cross word borders.")
def _cross_word(word_counts, n_merges):
    return _train(word_counts, n_merges, whole=True)


@misconception(bpe_train, "T8.1/counted_once", "Count the pairs again after each merge.")
def _counted_once(word_counts, n_merges):
    pairs = Counter()
    for word, n in word_counts.items():
        for pair in zip(word, word[1:], strict=False):
            pairs[pair] += n
    return sorted((p for p in pairs if pairs[p]), key=lambda p: (-pairs[p], p))[:n_merges]


@misconception(bpe_encode, "T8.1/longest_first", "Apply merges in training order.")
def _longest_first(word, merges):
    return bpe_encode(word, sorted(merges, key=lambda pair: -len("".join(pair))))


@misconception(bpe_encode, "T8.1/overlap", "Merge left to right without overlap.")
def _overlap(word, merges):
    symbols = list(word)
    for pair in merges:
        out, at = [], len(symbols)
        while at > 0:
            if at > 1 and (symbols[at - 2], symbols[at - 1]) == tuple(pair):
                out.append("".join(pair))
                at -= 2
            else:
                out.append(symbols[at - 1])
                at -= 1
        symbols = out[::-1]
    return symbols


@misconception(bpe_encode, "T8.1/first_only", "A merge joins every occurrence of its pair.")
def _first_only(word, merges):
    symbols = list(word)
    for pair in merges:
        for at in range(len(symbols) - 1):
            if (symbols[at], symbols[at + 1]) == tuple(pair):
                symbols = [*symbols[:at], "".join(pair), *symbols[at + 2 :]]
                break
    return symbols
