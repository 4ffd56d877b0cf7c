# /// solution
# why = "True taken for 'hide'; one head; one mean and variance for all tokens; the word behind."
# scores = { q2 = 3, q3 = 1.5, q5 = 1, q7 = 1.5 }
# fails = { q2 = ["two queries, three keys", "masked and causal", "nothing to see, and scores of a thousand"], q3 = ["two tokens, two heads", "several heads, two sequences", "masks for all heads", "nothing to see, and a batch of one"], q5 = ["one two three six", "norms of random tokens", "tokens without spread"], q7 = ["ten positions", "the word before"] }
# misconception = { q2 = "T7.2/mask_inverted", q3 = "T7.3/one_head", q5 = "T7.5/whole_array", q7 = "T7.4/next_word" }
# [[change]]
# question = "q2"
# old = "s = np.where(mask, s, -np.inf)"
# new = "s = np.where(mask, -np.inf, s)"
# [[change]]
# question = "q3"
# old = "split_heads(x @ W.T + b, n_heads)"
# new = "split_heads(x @ W.T + b, 1)"
# [[change]]
# question = "q5"
# old = "x.mean(axis=-1, keepdims=True)"
# new = "x.mean()"
# [[change]]
# question = "q5"
# old = "(off**2).mean(axis=-1, keepdims=True)"
# new = "(off**2).mean()"
# [[change]]
# question = "q7"
# old = "return 200 * turn, np.eye(d)"
# new = "return 200 * np.eye(d), turn"
# ///
