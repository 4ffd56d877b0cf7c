# /// solution
# why = "d instead of its root; no projection behind the heads; ε outside the root."
# scores = { q2 = 1.5, q3 = 1.5, q5 = 1.5 }
# fails = { q2 = ["two queries, three keys", "queries, keys, values", "masked and causal", "nothing to see, and scores of a thousand", "single precision stays single"], q3 = ["two tokens, two heads", "several heads, two sequences", "masks for all heads", "nothing to see, and a batch of one"], q5 = ["norms of random tokens", "tokens without spread"] }
# misconception = { q2 = "T7.2/scale_d", q3 = "T7.3/no_out_proj", q5 = "T7.5/eps_outside" }
# [[change]]
# question = "q2"
# old = "np.sqrt(q.shape[-1]).astype(q.dtype)"
# new = "q.shape[-1]"
# [[change]]
# question = "q3"
# old = "return merge_heads(heads) @ W_out.T + b_out"
# new = "return merge_heads(heads)"
# [[change]]
# question = "q5"
# old = "np.sqrt((off**2).mean(axis=-1, keepdims=True) + eps)"
# new = "(np.sqrt((off**2).mean(axis=-1, keepdims=True)) + eps)"
# ///
