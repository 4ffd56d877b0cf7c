# /// solution
# why = "Sorts the pairs of letters once and takes the first n."
# scores = { q1 = 2 }
# fails = { q1 = ["other texts", "ties, and the end of the pairs", "five merges"] }
# misconception = { q1 = "T8.1/counted_once" }
# [[change]]
# question = "q1"
# old = "        merges.append(min(pairs, key=lambda pair: (-pairs[pair], pair)))\n        split = {word: bpe_encode(pieces, merges[-1:]) for word, pieces in split.items()}\n    return merges"
# new = "        return sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:n_merges]\n    return merges"
# ///
