# /// solution
# why = "Pairs of two kinds cost beyond the margin, too."
# scores = { q1 = 0 }
# fails = { q1 = ["the three pairs of the table", "one pair, near and far", "batches of pairs", "one kind, two kinds, no margin"] }
# misconception = { q1 = "T12.1/no_clip" }
# [[change]]
# question = "q1"
# old = "np.maximum(0, margin - d) ** 2"
# new = "(margin - d) ** 2"
# ///
