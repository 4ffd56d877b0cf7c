# /// solution
# why = "The mask on the weights, after the softmax; n − 1 in the norm; the word itself."
# scores = { q2 = 2.5, q3 = 2, q5 = 1, q7 = 1.5 }
# fails = { q2 = ["two queries, three keys", "masked and causal", "nothing to see, and scores of a thousand", "single precision stays single"], q3 = ["several heads, two sequences", "masks for all heads", "nothing to see, and a batch of one"], q5 = ["one two three six", "norms of random tokens", "tokens without spread"], q7 = ["ten positions", "the word before"] }
# misconception = { q2 = "T7.2/mask_after", q3 = "T7.3/self_only", q5 = "T7.5/unbiased", q7 = "T7.4/itself" }
# [[change]]
# question = "q3"
# old = "(x_q, x_kv, x_kv)"
# new = "(x_q, x_q, x_q)"
# [[change]]
# question = "q5"
# old = "(off**2).mean(axis=-1, keepdims=True)"
# new = "x.var(axis=-1, keepdims=True, ddof=1)"
# [[change]]
# question = "q7"
# old = "return 200 * turn, np.eye(d)"
# new = "return 200 * np.eye(d), np.eye(d)"
# ///
# %% q2
def causal_mask(T):
    return np.tri(T, dtype=bool)

def padding_mask(lengths, T):
    return np.arange(T) < lengths[:, None]

def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    s = q @ np.swapaxes(k, -1, -2) / np.sqrt(q.shape[-1]).astype(q.dtype)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    w = e / e.sum(axis=-1, keepdims=True)
    if mask is not None:
        w = w * mask
    if is_causal:
        w = np.tril(w)
    return w @ v
