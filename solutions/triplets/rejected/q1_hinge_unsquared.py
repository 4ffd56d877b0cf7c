# /// solution
# why = "Does not square what is missing to the margin."
# scores = { q1 = 0 }
# fails = { q1 = ["the three pairs of the table", "one pair, near and far", "batches of pairs", "one kind, two kinds, no margin"] }
# misconception = { q1 = "T12.1/hinge_unsquared" }
# [[change]]
# question = "q1"
# old = "np.sum(same * d**2 + (1 - same) * np.maximum(0, margin - d) ** 2) / 2"
# new = "np.sum(same * d**2 + (1 - same) * np.maximum(0, margin - d)) / 2"
# ///
