# /// solution
# why = "Takes plain distances."
# scores = { q1 = 3.5 }
# fails = { q1 = ["an active triplet and an inactive one", "losses of batches"] }
# misconception = { q1 = "T12.1/unsquared" }
# [[change]]
# question = "q1"
# old = "np.maximum(near - far + alpha, 0).sum()"
# new = "np.maximum(np.sqrt(near) - np.sqrt(far) + alpha, 0).sum()"
# ///
