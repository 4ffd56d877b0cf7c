# /// solution
# why = "Normalises features."
# scores = { q2 = 4 }
# fails = { q2 = ["two rows, and one of zeros", "cosines of several batches"] }
# misconception = { q2 = "T12.2/columns_normalised" }
# [[change]]
# question = "q2"
# old = "np.linalg.norm(X, axis=1, keepdims=True)"
# new = "np.linalg.norm(X, axis=0, keepdims=True)"
# ///
