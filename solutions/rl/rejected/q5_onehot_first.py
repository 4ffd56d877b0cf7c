# /// solution
# why = "Climbs: the gradient of the gain, not of the loss."
# scores = { q5 = 0 }
# fails = { q5 = ["two steps", "a baseline, and the sum", "episodes", "sums, one step, logits of a thousand, a perfect critic"] }
# misconception = { q5 = "T13.3/onehot_first" }
# [[change]]
# question = "q5"
# old = "grad = (softmax(logits) - np.eye(logits.shape[1])[a]) * advantage[:, None]"
# new = "grad = (np.eye(logits.shape[1])[a] - softmax(logits)) * advantage[:, None]"
# ///
