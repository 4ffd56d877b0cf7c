# /// solution
# why = "A token that may not see itself; W_in in another order; two linear layers."
# scores = { q2 = 1.5, q3 = 2, q5 = 2 }
# fails = { q2 = ["masks of the picture", "masks of other sizes", "masked and causal", "nothing to see, and scores of a thousand", "single precision stays single"], q3 = ["several heads, two sequences", "masks for all heads", "nothing to see, and a batch of one"], q5 = ["one unit on, one off", "two layers for each token"] }
# misconception = { q2 = "T7.2/strict_causal", q3 = "T7.3/qkv_order", q5 = "T7.5/linear" }
# [[change]]
# question = "q2"
# old = "np.tri(s.shape[-1], dtype=bool)"
# new = "np.tri(s.shape[-1], k=-1, dtype=bool)"
# [[change]]
# question = "q2"
# old = "np.tri(T, dtype=bool)"
# new = "np.tri(T, k=-1, dtype=bool)"
# [[change]]
# question = "q3"
# old = "zip((x_q, x_kv, x_kv), np.split(W_in, 3), np.split(b_in, 3))"
# new = "zip((x_kv, x_q, x_kv), np.split(W_in, 3), np.split(b_in, 3))"
# [[change]]
# question = "q3"
# old = "    q, k, v = (split_heads"
# new = "    v, q, k = (split_heads"
# [[change]]
# question = "q5"
# old = "np.maximum(x @ W1.T + b1, 0) @ W2.T + b2"
# new = "(x @ W1.T + b1) @ W2.T + b2"
# ///
