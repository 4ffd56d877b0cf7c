# /// solution
# why = "Right in the middle, careless at the edges: ties, borders, a beam that has ended, an empty word."
# scores = { q1 = 3, q3 = 3, q5 = 3 }
# fails = { q1 = ["ties, and the end of the pairs", "repetitions and nothing"], q3 = ["on the border, none selected, all selected", "one position, all positions, large logits"], q5 = ["the k largest", "equal logits, large logits", "a nucleus of one, of equal ones, of large logits", "sequences of one length", "short against long"] }
# ///
# %% q1
def bpe_train(word_counts, n_merges):
    split, merges = {word: list(word) for word in word_counts}, []
    for _ in range(n_merges):
        pairs = Counter()
        for word, pieces in split.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] += word_counts[word]
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        split = {word: bpe_encode("".join(pieces), merges) for word, pieces in split.items()}
    return merges

def bpe_encode(word, merges):
    text = " " + " ".join(word) + " "
    for left, right in merges:
        text = text.replace(f" {left} {right} ", f" {left}{right} ")
    return text.split()

# %% q3
def mlm_corrupt(ids, select, u, random_ids, mask_id):
    read = np.where(select & (u <= 0.8), mask_id, ids)
    read = np.where(select & (u > 0.8) & (u <= 0.9), random_ids, read)
    return read, np.where(select, ids, -100)

def masked_lm_loss(logits, labels):
    at = labels >= 0
    p = np.exp(logits[at]) / np.exp(logits[at]).sum(axis=-1, keepdims=True)
    return -np.log(p[np.arange(len(p)), labels[at]]).mean()

# %% q5
def top_k_filter(logits, k):
    return np.where(logits >= np.sort(logits)[-k], logits, -np.inf)

def top_p_filter(logits, p):
    order = np.argsort(logits)[::-1]
    total = np.cumsum(np.exp(log_softmax(logits))[order])
    kept = order[: np.searchsorted(total, p) + 1]
    return np.where(np.isin(np.arange(len(logits)), kept), logits, -np.inf)

def beam_search(step_fn, start, width, max_len, eos, length_penalty=0.0):
    beams = [(list(start), 0.0)]
    for _ in range(max_len - len(start)):
        grown = []
        for ids, total in beams:
            if ids[-1] == eos:
                grown.append((ids, total))
                continue
            for token, more in enumerate(log_softmax(step_fn(ids))):
                grown.append((ids + [token], total + more))
        beams = sorted(grown, key=lambda beam: -beam[1])[:width]
    return beams
