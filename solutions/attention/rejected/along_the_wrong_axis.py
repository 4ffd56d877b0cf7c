# /// solution
# why = "Softmax over queries, a norm over tokens, tokens cut apart by a reshape."
# scores = { q2 = 1.5, q3 = 0, q5 = 1 }
# fails = { q2 = ["two queries, three keys", "queries, keys, values", "masked and causal", "nothing to see, and scores of a thousand", "single precision stays single"], q3 = ["six features, two heads", "two tokens, two heads", "splits", "merges", "several heads, two sequences", "masks for all heads", "nothing to see, and a batch of one"], q5 = ["one two three six", "norms of random tokens", "tokens without spread"] }
# misconception = { q2 = "T7.2/axis", q3 = "T7.3/reshape_only", q5 = "T7.5/ln_axis" }
# [[change]]
# question = "q2"
# old = "s.max(axis=-1,"
# new = "s.max(axis=-2,"
# [[change]]
# question = "q2"
# old = "e.sum(axis=-1,"
# new = "e.sum(axis=-2,"
# [[change]]
# question = "q3"
# old = "np.stack(np.split(x, n_heads, axis=2), axis=1)"
# new = "x.reshape(len(x), n_heads, x.shape[1], x.shape[2] // n_heads)"
# [[change]]
# question = "q3"
# old = "np.concatenate(np.moveaxis(x, 1, 0), axis=2)"
# new = "x.reshape(len(x), x.shape[2], x.shape[1] * x.shape[3])"
# ///
# %% q5
def layer_norm(x, gamma, beta, eps=1e-5):
    axis = -2 if x.ndim > 1 else -1
    return gamma * (x - x.mean(axis=axis, keepdims=True)) / np.sqrt(x.var(axis=axis, keepdims=True) + eps) + beta

def feed_forward(x, W1, b1, W2, b2):
    return np.maximum(x @ W1.T + b1, 0) @ W2.T + b2
