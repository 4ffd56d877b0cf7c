# /// solution
# why = "Returns probabilities, with 0 for what is left out."
# scores = { q5 = 4.5 }
# fails = { q5 = ["the k largest", "equal logits, large logits", "the table of filters"] }
# misconception = { q5 = "T8.5/filter_probs_no_renorm" }
# [[change]]
# question = "q5"
# old = "    out = np.full_like(logits, -np.inf)\n    out[kept] = logits[kept]\n    return out"
# new = "    out = np.zeros_like(logits)\n    out[kept] = np.exp(log_softmax(logits))[kept]\n    return out"
# ///
