# /// solution
# why = "Keys averaged instead of values; every h-th feature to a head; layers without biases."
# scores = { q2 = 1.5, q3 = 0, q5 = 2 }
# fails = { q2 = ["two queries, three keys", "queries, keys, values", "masked and causal", "nothing to see, and scores of a thousand", "single precision stays single"], q3 = ["six features, two heads", "two tokens, two heads", "splits", "merges", "several heads, two sequences", "masks for all heads", "nothing to see, and a batch of one"], q5 = ["one unit on, one off", "two layers for each token"] }
# misconception = { q2 = "T7.1/weights_on_keys", q3 = "T7.3/strided", q5 = "T7.5/no_bias" }
# [[change]]
# question = "q2"
# old = "0.5)) @ v).astype"
# new = "0.5)) @ k).astype"
# [[change]]
# question = "q3"
# old = "np.stack(np.split(x, n_heads, axis=2), axis=1)"
# new = "np.stack([x[:, :, head::n_heads] for head in range(n_heads)], axis=1)"
# [[change]]
# question = "q3"
# old = "np.concatenate(np.moveaxis(x, 1, 0), axis=2)"
# new = "np.moveaxis(x, 1, 3).reshape(len(x), x.shape[2], -1)"
# [[change]]
# question = "q5"
# old = "np.maximum(x @ W1.T + b1, 0) @ W2.T + b2"
# new = "np.maximum(x @ W1.T, 0) @ W2.T"
# ///
