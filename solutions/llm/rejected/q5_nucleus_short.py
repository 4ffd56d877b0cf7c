# /// solution
# why = "Drops the token that crosses p."
# scores = { q5 = 4 }
# fails = { q5 = ["the nucleus", "a nucleus of one, of equal ones, of large logits", "the table of filters"] }
# misconception = { q5 = "T8.5/nucleus_short" }
# [[change]]
# question = "q5"
# old = "1 + np.sum(reached[:-1] < p)"
# new = "max(np.sum(reached <= p), 1)"
# ///
