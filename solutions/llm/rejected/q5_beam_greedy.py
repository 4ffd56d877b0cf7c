# /// solution
# why = "Takes the best token each time, whatever the width."
# scores = { q5 = 3 }
# fails = { q5 = ["sequences of one length", "some beams end", "short against long", "no room, few tokens, large logits", "the tree"] }
# misconception = { q5 = "T8.5/beam_greedy" }
# ///
# %% q5
def top_k_filter(logits, k):
    kept = np.argsort(-logits, kind="stable")[:k]
    return np.where(np.isin(np.arange(len(logits)), kept), logits, -np.inf)

def top_p_filter(logits, p):
    order = np.argsort(-logits, kind="stable")
    before = np.cumsum(np.exp(log_softmax(logits))[order])
    return top_k_filter(logits, 1 + int(np.sum(before[:-1] < p)))

def beam_search(step_fn, start, width, max_len, eos, length_penalty=0.0):
    ids, total = list(start), 0.0
    while len(ids) < max_len and (len(ids) == len(start) or ids[-1] != eos):
        logp = log_softmax(step_fn(ids))
        ids = ids + [int(logp.argmax())]
        total += logp.max()
    return [(ids, total / max(len(ids) - len(start), 1) ** length_penalty)]
