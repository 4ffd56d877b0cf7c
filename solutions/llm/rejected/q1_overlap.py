# /// solution
# why = "Joins from right to left."
# scores = { q1 = 1.5 }
# fails = { q1 = ["ties, and the end of the pairs", "other words", "repetitions and nothing", "a word that was never seen"] }
# misconception = { q1 = "T8.1/overlap" }
# ///
# %% q1
def bpe_train(word_counts, n_merges):
    merges, split = [], {word: list(word) for word in word_counts}
    while len(merges) < n_merges:
        pairs = Counter()
        for word, pieces in split.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] += word_counts[word]
        if not pairs:
            break
        merges.append(min(pairs, key=lambda pair: (-pairs[pair], pair)))
        split = {word: bpe_encode(pieces, merges[-1:]) for word, pieces in split.items()}
    return merges

def bpe_encode(word, merges):
    pieces = list(word)
    for left, right in merges:
        i = len(pieces) - 2
        while i >= 0:
            if pieces[i] == left and pieces[i + 1] == right:
                pieces[i : i + 2] = [left + right]
                i -= 1
            i -= 1
    return pieces
