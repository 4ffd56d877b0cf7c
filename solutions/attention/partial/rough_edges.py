# /// solution
# why = "Right in the middle, careless at the edges: rows without a key, ties, single precision, large scores, more axes than two."
# scores = { q1 = 3, q2 = 3.5, q5 = 1.5 }
# fails = { q1 = ["nothing to see, and scores of a thousand", "the best key alone"], q2 = ["two queries, three keys", "nothing to see, and scores of a thousand", "single precision stays single"], q5 = ["norms of random tokens", "tokens without spread"] }
# ///
# %% q1
def attention_scores(q, k, kind="scaled", W=None, W1=None, W2=None, v=None):
    if kind == "additive":
        return np.array([[v @ np.tanh(W1 @ a + W2 @ b) for b in k] for a in q])
    if kind == "general":
        return q @ W @ k.T
    return q @ k.T / (np.sqrt(q.shape[1]) if kind == "scaled" else 1)

def attend(scores, values, mask=None):
    if mask is not None:
        scores = np.where(mask, scores, -1e9)
    e = np.exp(scores)
    weights = e / e.sum(axis=1, keepdims=True)
    return weights @ values, weights

def hard_attention(scores, values):
    return np.array([values[np.argsort(row)[-1]] for row in scores])

# %% q2
def causal_mask(T):
    return np.tril(np.ones((T, T))) > 0

def padding_mask(lengths, T):
    return np.array([[t < n for t in range(T)] for n in lengths])

def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    s = np.matmul(q, np.swapaxes(k, -1, -2)) / np.sqrt(q.shape[-1])
    if is_causal:
        s = s + np.where(causal_mask(s.shape[-1]), 0, -np.inf)
    if mask is not None:
        s = s + np.where(mask, 0, -np.inf)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return np.matmul(e / e.sum(axis=-1, keepdims=True), v.astype("float64"))

# %% q5
def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(axis=-1, keepdims=True)) / (x.std(axis=-1, keepdims=True) + eps) + beta

def feed_forward(x, W1, b1, W2, b2):
    return np.maximum(0, x.dot(W1.T) + b1).dot(W2.T) + b2
