# /// solution
# why = "Scores as they come, a mask on the weights' side; one head with the scale of all, a soft look."
# scores = { q2 = 1.5, q3 = 1.5, q5 = 2, q7 = 1.5 }
# fails = { q2 = ["two queries, three keys", "queries, keys, values", "masked and causal", "nothing to see, and scores of a thousand", "single precision stays single"], q3 = ["two tokens, two heads", "several heads, two sequences", "masks for all heads", "nothing to see, and a batch of one"], q5 = ["one unit on, one off", "two layers for each token"], q7 = ["ten positions", "the word before"] }
# misconception = { q2 = "T7.2/no_scale", q3 = "T7.3/scale_full", q5 = "T7.5/act_last", q7 = "T7.2/too_soft" }
# [[change]]
# question = "q2"
# old = " / np.sqrt(q.shape[-1]).astype(q.dtype)"
# new = ""
# [[change]]
# question = "q3"
# old = "np.sqrt(q.shape[3])"
# new = "np.sqrt(x_q.shape[2])"
# [[change]]
# question = "q5"
# old = "np.maximum(x @ W1.T + b1, 0) @ W2.T + b2"
# new = "np.maximum((x @ W1.T + b1) @ W2.T + b2, 0)"
# [[change]]
# question = "q7"
# old = "return 200 * turn"
# new = "return turn"
# ///
