# /// solution
# why = "Counts a sample among its positives."
# scores = { q2 = 1 }
# fails = { q2 = ["three samples of two classes", "losses of batches", "gradients of batches", "empty sets and large exponents"] }
# misconception = { q2 = "T12.2/self_pair" }
# [[change]]
# question = "q2"
# old = "positive = same & ~np.eye(len(S), dtype=bool)"
# new = "positive = same"
# ///
