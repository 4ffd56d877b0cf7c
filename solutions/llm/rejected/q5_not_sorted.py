# /// solution
# why = "Adds the probabilities up in the order of the vocabulary."
# scores = { q5 = 4.5 }
# fails = { q5 = ["the nucleus", "a nucleus of one, of equal ones, of large logits"] }
# misconception = { q5 = "T8.5/not_sorted" }
# [[change]]
# question = "q5"
# old = "    order = np.argsort(-logits, kind=\"stable\")\n    reached = np.cumsum(np.exp(log_softmax(logits))[order])\n"
# new = "    order = np.arange(len(logits))\n    reached = np.cumsum(np.exp(log_softmax(logits)))\n"
# ///
