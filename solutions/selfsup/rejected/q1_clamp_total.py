# /// solution
# why = "Clips the sum of all brackets."
# scores = { q1 = 3.5 }
# fails = { q1 = ["an active triplet and an inactive one", "losses of batches"] }
# misconception = { q1 = "T12.1/clamp_total" }
# [[change]]
# question = "q1"
# old = "np.maximum(near - far + alpha, 0).sum()"
# new = "max((near - far + alpha).sum(), 0)"
# ///
