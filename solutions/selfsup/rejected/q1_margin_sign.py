# /// solution
# why = "Subtracts the margin."
# scores = { q1 = 3.5 }
# fails = { q1 = ["an active triplet and an inactive one", "losses of batches"] }
# misconception = { q1 = "T12.1/margin_sign" }
# [[change]]
# question = "q1"
# old = "np.maximum(near - far + alpha, 0).sum()"
# new = "np.maximum(near - far - alpha, 0).sum()"
# ///
