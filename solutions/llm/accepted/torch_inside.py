# /// solution
# why = "torch inside, tensors outside; the tokenizer works on strings with separators."
# ///
# %% q1
import re

def _glue(text, left, right):
    return re.sub(r"(?<![^ ])" + re.escape(left + " " + right) + r"(?![^ ])", left + right, text)

def bpe_train(word_counts, n_merges):
    corpus, learnt = {word: " ".join(word) for word in word_counts}, []
    for _ in range(n_merges):
        votes = Counter()
        for word, text in corpus.items():
            pieces = text.split(" ")
            for pair in zip(pieces[:-1], pieces[1:]):
                votes.update({pair: word_counts[word]})
        if len(votes) == 0:
            break
        most = max(votes.values())
        best = min(pair for pair in votes if votes[pair] == most)
        learnt += [best]
        corpus = {word: _glue(text, *best) for word, text in corpus.items()}
    return learnt

def bpe_encode(word, merges):
    text = " ".join(word)
    for left, right in merges:
        text = _glue(text, left, right)
    return text.split(" ") if text else []

# %% q2
import torch
import torch.nn.functional as F

def causal_lm_loss(logits, labels, ignore_index=-100):
    z, y = torch.tensor(logits)[:, :-1], torch.tensor(labels)[:, 1:]
    return F.cross_entropy(z.reshape(-1, z.shape[-1]), y.reshape(-1), ignore_index=ignore_index)

def perplexity(nll):
    return torch.tensor(nll).mean().exp()

# %% q3
import torch
import torch.nn.functional as F

def mlm_corrupt(ids, select, u, random_ids, mask_id):
    ids, select, u = torch.tensor(ids), torch.tensor(select), torch.tensor(u)
    changed = torch.where(u < 0.8, mask_id, torch.where(u < 0.9, torch.tensor(random_ids), ids))
    return torch.where(select, changed, ids), ids.masked_fill(~select, -100)

def masked_lm_loss(logits, labels):
    return F.cross_entropy(torch.tensor(logits).movedim(2, 1), torch.tensor(labels))

# %% q4
import torch
import torch.nn.functional as F

def reward_model_loss(r):
    r = torch.tensor(r)
    i, j = torch.combinations(torch.arange(r.shape[1])).T
    return F.softplus(r[:, j] - r[:, i]).mean()

def rlhf_reward(r, logp, logp_ref, beta):
    return torch.tensor(r) - beta * (torch.tensor(logp) - torch.tensor(logp_ref))

# %% q5
import torch

def top_k_filter(logits, k):
    z = torch.tensor(logits)
    order = torch.argsort(z, descending=True, stable=True)
    return z.index_fill(0, order[k:], -torch.inf)

def top_p_filter(logits, p):
    z = torch.tensor(logits)
    down, order = torch.sort(z, descending=True, stable=True)
    chances = torch.softmax(down, dim=0)
    late = torch.cumsum(chances, dim=0) - chances >= p
    return z.index_fill(0, order[late], -torch.inf)

def beam_search(step_fn, start, width, max_len, eos, length_penalty=0.0):
    first = len(start)
    value = lambda beam: beam[1] / (len(beam[0]) - first) ** length_penalty if len(beam[0]) > first else 0.0
    over = lambda beam: len(beam[0]) == max_len or (len(beam[0]) > first and beam[0][-1] == eos)
    beams = [(tuple(start), 0.0)]
    while not all(over(beam) for beam in beams):
        grown = []
        for beam in beams:
            if over(beam):
                grown.append(beam)
                continue
            logp = torch.log_softmax(torch.tensor(step_fn(list(beam[0]))), dim=0)
            grown.extend((beam[0] + (i,), beam[1] + lp) for i, lp in enumerate(logp.tolist()))
        beams = sorted(grown, key=value)[::-1][:width]
    return [(list(ids), value((ids, total))) for ids, total in beams]

# %% q6
import torch

def bm25_scores(query, docs, k1=1.5, b=0.75):
    asked, texts = words(query), [words(doc) for doc in docs]
    f = torch.tensor([[text.count(word) for word in asked] for text in texts], dtype=torch.float64)
    size = torch.tensor([len(text) for text in texts], dtype=torch.float64)[:, None]
    n = (f > 0).sum(dim=0)
    idf = torch.log1p((len(docs) - n + 0.5) / (n + 0.5))
    share = f * (k1 + 1) / (f + k1 * (1 - b + b * size / size.mean()))
    return torch.where(f > 0, idf * share, 0.0).sum(dim=1)

def rag_sequence_prob(p_z, p_y):
    return torch.tensor(p_z) @ torch.tensor(p_y).prod(dim=1)

def rag_token_prob(p_z, p_y):
    return (torch.tensor(p_z) @ torch.tensor(p_y)).prod()

# %% q7
import torch
import torch.nn.functional as F

def lora_forward(x, W0, A, B, alpha):
    x, W0, A, B = map(torch.tensor, (x, W0, A, B))
    return F.linear(x, W0) + alpha / A.shape[0] * F.linear(F.linear(x, A), B)

def lora_merge(W0, A, B, alpha):
    return torch.addmm(torch.tensor(W0), torch.tensor(B), torch.tensor(A), alpha=alpha / A.shape[0])

def lora_param_count(d, k, r):
    return torch.empty(r, k).numel() + torch.empty(d, r).numel()
