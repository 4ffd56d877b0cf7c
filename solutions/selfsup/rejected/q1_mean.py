# /// solution
# why = "The mean over triplets."
# scores = { q1 = 3.5 }
# fails = { q1 = ["an active triplet and an inactive one", "losses of batches"] }
# misconception = { q1 = "T12.1/mean" }
# [[change]]
# question = "q1"
# old = "alpha, 0).sum()"
# new = "alpha, 0).mean()"
# ///
