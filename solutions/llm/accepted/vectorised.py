# /// solution
# why = "NumPy throughout: one-hot labels, einsum, masks; earlier answers are used again."
# ///
# %% q1
def bpe_encode(word, merges):
    pieces = np.array(list(word), dtype=object)
    for left, right in merges:
        out = []
        for piece in pieces:
            if out and out[-1] == (left, False) and piece == right:
                out[-1] = (left + right, True)
            else:
                out.append((piece, False))
        pieces = [piece for piece, _ in out]
    return list(pieces)

def bpe_train(word_counts, n_merges):
    merges = []
    for _ in range(n_merges):
        cut = {word: bpe_encode(word, merges) for word in word_counts}
        pairs = [((a, b), word_counts[word]) for word, pieces in cut.items() for a, b in zip(pieces, pieces[1:])]
        if not pairs:
            break
        names = sorted({pair for pair, _ in pairs})
        totals = np.zeros(len(names), dtype=int)
        for pair, count in pairs:
            totals[names.index(pair)] += count
        merges.append(names[int(totals.argmax())])
    return merges

# %% q2
def causal_lm_loss(logits, labels, ignore_index=-100):
    z, y = logits[:, :-1, :], labels[:, 1:]
    counts = y != ignore_index
    logp = z - np.logaddexp.reduce(z, axis=-1, keepdims=True)
    picked = np.take_along_axis(logp, np.where(counts, y, 0)[..., None], axis=-1)[..., 0]
    return -(picked * counts).sum() / counts.sum()

def perplexity(nll):
    return np.prod(np.exp(nll / len(nll)))

# %% q3
def mlm_corrupt(ids, select, u, random_ids, mask_id):
    kinds = [~select | (u >= 0.9), u < 0.8, u >= 0.8]
    return np.select(kinds, [ids, np.full_like(ids, mask_id), random_ids]), ids * select - 100 * ~select

def masked_lm_loss(logits, labels):
    before = np.full((len(labels), 1), -100)
    return causal_lm_loss(np.concatenate([logits, logits[:, :1]], axis=1), np.concatenate([before, labels], axis=1))

# %% q4
def reward_model_loss(r):
    d = r[:, :, None] - r[:, None, :]
    pairs = np.triu(np.ones(d.shape[1:]), k=1)
    costs = np.maximum(-d, 0) + np.log1p(np.exp(-np.abs(d)))
    return np.mean(np.sum(costs * pairs, axis=(1, 2)) / pairs.sum())

def rlhf_reward(r, logp, logp_ref, beta):
    return r + beta * logp_ref - beta * logp

# %% q5
def top_k_filter(logits, k):
    rank = np.empty(len(logits), dtype=int)
    rank[np.lexsort((np.arange(len(logits)), -logits))] = np.arange(len(logits))
    return np.where(rank < k, logits, -np.inf)

def top_p_filter(logits, p):
    e = np.exp(logits - logits.max())
    order = np.argsort(-e, kind="stable")
    before = np.concatenate([[0.0], np.cumsum((e / e.sum())[order])[:-1]])
    out = np.full(len(logits), -np.inf)
    out[order[before < p]] = logits[order[before < p]]
    return out

def beam_search(step_fn, start, width, max_len, eos, length_penalty=0.0):
    ids, sums, over = [list(start)], np.zeros(1), np.zeros(1, dtype=bool)
    lengths = np.ones(1)
    for length in range(len(start), max_len):
        if over.all():
            break
        new_ids, new_sums, new_lengths = [], [], []
        for row, total, n, finished in zip(ids, sums, lengths, over):
            if finished:
                new_ids, new_sums, new_lengths = [*new_ids, row], [*new_sums, total], [*new_lengths, n]
            else:
                logp = log_softmax(np.asarray(step_fn(row), dtype=float))
                new_ids += [[*row, token] for token in range(len(logp))]
                new_sums += list(total + logp)
                new_lengths += [length + 1 - len(start)] * len(logp)
        new_sums, new_lengths = np.array(new_sums), np.array(new_lengths, dtype=float)
        best = np.argsort(-new_sums / new_lengths**length_penalty)[:width]
        ids, sums, lengths = [new_ids[i] for i in best], new_sums[best], new_lengths[best]
        over = np.array([row[-1] == eos for row in ids])
    return list(zip(ids, (sums / lengths**length_penalty).tolist()))

# %% q6
def bm25_scores(query, docs, k1=1.5, b=0.75):
    texts = [np.array(words(doc), dtype=str) for doc in docs]
    length = np.array([len(text) for text in texts])
    scores = np.zeros(len(docs))
    for word in words(query):
        f = np.array([np.sum(text == word) if len(text) else 0 for text in texts], dtype=float)
        n = np.sum(f > 0)
        below = f + k1 * (1 - b + b * length / length.mean())
        scores += np.log1p((len(docs) - n + 0.5) / (n + 0.5)) * f * (k1 + 1) / np.where(f > 0, below, 1)
    return scores

def rag_sequence_prob(p_z, p_y):
    return p_z @ p_y.prod(axis=1)

def rag_token_prob(p_z, p_y):
    return np.einsum("k,kt->t", p_z, p_y).prod()

# %% q7
def lora_merge(W0, A, B, alpha):
    return W0 + np.einsum("dr,rk->dk", B, A) * (alpha / B.shape[1])

def lora_forward(x, W0, A, B, alpha):
    return np.einsum("nk,dk->nd", x, lora_merge(W0, A, B, alpha))

def lora_param_count(d, k, r):
    return np.int64(r) * (d + k)
