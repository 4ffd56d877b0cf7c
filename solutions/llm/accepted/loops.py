# /// solution
# why = "Loops over Python's numbers, dictionaries and strings."
# ///
# %% q1
def bpe_train(word_counts, n_merges):
    corpus = [[list(word), count] for word, count in word_counts.items()]
    learnt = []
    for _ in range(n_merges):
        seen = {}
        for symbols, count in corpus:
            for i in range(len(symbols) - 1):
                key = (symbols[i], symbols[i + 1])
                seen[key] = seen.get(key, 0) + count
        best = None
        for key in sorted(seen):
            if best is None or seen[key] > seen[best]:
                best = key
        if best is None:
            return learnt
        learnt.append(best)
        for entry in corpus:
            entry[0] = _apply(entry[0], best)
    return learnt

def _apply(symbols, pair):
    out, i = [], 0
    while i < len(symbols):
        if i + 1 < len(symbols) and (symbols[i], symbols[i + 1]) == tuple(pair):
            out.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return out

def bpe_encode(word, merges):
    symbols = [letter for letter in word]
    for pair in merges:
        symbols = _apply(symbols, pair)
    return symbols

# %% q2
import math

def _minus_log(row, label):
    top = max(float(v) for v in row)
    return top + math.log(sum(math.exp(float(v) - top) for v in row)) - float(row[label])

def causal_lm_loss(logits, labels, ignore_index=-100):
    total, n = 0.0, 0
    for rows, line in zip(logits, labels):
        for t in range(len(line) - 1):
            if line[t + 1] != ignore_index:
                total += _minus_log(rows[t], line[t + 1])
                n += 1
    return total / n

def perplexity(nll):
    return math.exp(sum(float(v) for v in nll) / len(nll))

# %% q3
import math

def mlm_corrupt(ids, select, u, random_ids, mask_id):
    read, labels = [], []
    for b in range(len(ids)):
        read.append([])
        labels.append([])
        for t in range(len(ids[b])):
            token = int(ids[b][t])
            labels[-1].append(token if select[b][t] else -100)
            if select[b][t] and u[b][t] < 0.8:
                token = mask_id
            elif select[b][t] and u[b][t] < 0.9:
                token = int(random_ids[b][t])
            read[-1].append(token)
    return read, labels

def masked_lm_loss(logits, labels):
    losses = []
    for rows, line in zip(logits, labels):
        for row, label in zip(rows, line):
            if label >= 0:
                top = float(max(row))
                losses.append(top + math.log(sum(math.exp(float(v) - top) for v in row)) - float(row[label]))
    return sum(losses) / len(losses)

# %% q4
import math

def reward_model_loss(r):
    total = 0.0
    for answers in r:
        pairs = []
        for i in range(len(answers)):
            for j in range(i + 1, len(answers)):
                d = float(answers[i]) - float(answers[j])
                pairs.append(max(-d, 0.0) + math.log1p(math.exp(-abs(d))))
        total += sum(pairs) / len(pairs)
    return total / len(r)

def rlhf_reward(r, logp, logp_ref, beta):
    return [float(a) - beta * (float(b) - float(c)) for a, b, c in zip(r, logp, logp_ref)]

# %% q5
import math

def _order(logits):
    return sorted(range(len(logits)), key=lambda i: (-logits[i], i))

def top_k_filter(logits, k):
    kept = set(_order(logits)[:k])
    return [float(v) if i in kept else -math.inf for i, v in enumerate(logits)]

def top_p_filter(logits, p):
    top = max(logits)
    powers = [math.exp(float(v) - float(top)) for v in logits]
    kept, total = set(), 0.0
    for i in _order(logits):
        kept.add(i)
        total += powers[i] / sum(powers)
        if total >= p:
            break
    return [float(v) if i in kept else -math.inf for i, v in enumerate(logits)]

def beam_search(step_fn, start, width, max_len, eos, length_penalty=0.0):
    beams = [(0.0, 0.0, list(start), False)]  # score, sum, ids, finished
    for length in range(len(start) + 1, max_len + 1):
        pool = [beam for beam in beams if beam[3]]
        for _, total, ids, finished in beams:
            if finished:
                continue
            z = [float(v) for v in step_fn(ids)]
            norm = max(z) + math.log(sum(math.exp(v - max(z)) for v in z))
            for token in range(len(z)):
                more = total + z[token] - norm
                score = more / (length - len(start)) ** length_penalty
                pool.append((score, more, ids + [token], token == eos))
        pool.sort(key=lambda beam: beam[0], reverse=True)
        beams = pool[:width]
    return [(ids, score) for score, _, ids, _ in beams]

# %% q6
import math

def bm25_scores(query, docs, k1=1.5, b=0.75):
    texts = [words(doc) for doc in docs]
    average = sum(len(text) for text in texts) / len(texts)
    out = []
    for text in texts:
        score = 0.0
        for word in words(query):
            f = text.count(word)
            if f == 0:
                continue
            n = sum(1 for other in texts if word in other)
            idf = math.log((len(texts) - n + 0.5) / (n + 0.5) + 1)
            score += idf * f * (k1 + 1) / (f + k1 * (1 - b + b * len(text) / average))
        out.append(score)
    return out

def rag_sequence_prob(p_z, p_y):
    return sum(float(p) * math.prod(float(v) for v in row) for p, row in zip(p_z, p_y))

def rag_token_prob(p_z, p_y):
    product = 1.0
    for t in range(len(p_y[0])):
        product *= sum(float(p_z[k]) * float(p_y[k][t]) for k in range(len(p_z)))
    return product

# %% q7
def lora_forward(x, W0, A, B, alpha):
    d, k, r = len(W0), len(W0[0]), len(A)
    out = []
    for sample in x:
        thin = [sum(A[j][i] * sample[i] for i in range(k)) for j in range(r)]
        out.append([sum(W0[o][i] * sample[i] for i in range(k)) + alpha / r * sum(B[o][j] * thin[j] for j in range(r)) for o in range(d)])
    return out

def lora_merge(W0, A, B, alpha):
    r = len(A)
    return [[W0[o][i] + alpha / r * sum(B[o][j] * A[j][i] for j in range(r)) for i in range(len(W0[0]))] for o in range(len(W0))]

def lora_param_count(d, k, r):
    return d * r + r * k
