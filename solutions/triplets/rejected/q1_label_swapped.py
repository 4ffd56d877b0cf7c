# /// solution
# why = "Takes 0 for one kind."
# scores = { q1 = 0 }
# fails = { q1 = ["the three pairs of the table", "one pair, near and far", "batches of pairs", "one kind, two kinds, no margin"] }
# misconception = { q1 = "T12.1/label_swapped" }
# [[change]]
# question = "q1"
# old = "np.sum(same * d**2 + (1 - same) * np.maximum(0, margin - d) ** 2) / 2"
# new = "np.sum((1 - same) * d**2 + same * np.maximum(0, margin - d) ** 2) / 2"
# ///
