# /// solution
# why = "Joins all words to one text before it counts pairs."
# scores = { q1 = 2 }
# fails = { q1 = ["other texts", "ties, and the end of the pairs", "five merges"] }
# misconception = { q1 = "T8.1/cross_word" }
# ///
# %% q1
def bpe_encode(word, merges):
    pieces = list(word)
    for left, right in merges:
        i = 0
        while i < len(pieces) - 1:
            if pieces[i] == left and pieces[i + 1] == right:
                pieces[i : i + 2] = [left + right]
            i += 1
    return pieces

def bpe_train(word_counts, n_merges):
    text, merges = list("".join(word_counts)), []
    for _ in range(n_merges):
        pairs = Counter(zip(text, text[1:]))
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        text = bpe_encode(text, [best])
    return merges
