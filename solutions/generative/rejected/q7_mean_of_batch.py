# /// solution
# why = "Adds means of the batch to the sums."
# scores = { q7 = 2 }
# fails = { q7 = ["codes that follow", "codes that follow their vectors", "dead codes, no memory, nothing but memory"] }
# [[change]]
# question = "q7"
# old = "(1 - decay) * chosen.T @ z"
# new = "(1 - decay) * chosen.T @ z / np.maximum(chosen.sum(axis=0), 1)[:, None]"
# ///
