# /// solution
# why = "Keeps tokens whose own probability is high enough."
# scores = { q5 = 4.5 }
# fails = { q5 = ["the nucleus", "a nucleus of one, of equal ones, of large logits"] }
# misconception = { q5 = "T8.5/threshold" }
# [[change]]
# question = "q5"
# old = "    order = np.argsort(-logits, kind=\"stable\")\n    reached = np.cumsum(np.exp(log_softmax(logits))[order])\n    left_out = order[1 + np.sum(reached[:-1] < p) :]\n    out = logits.copy()\n    out[left_out] = -np.inf\n    return out"
# new = "    return np.where(np.exp(log_softmax(logits)) >= 1 - p, logits, -np.inf)"
# ///
