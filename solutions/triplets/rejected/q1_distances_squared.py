# /// solution
# why = "Squares the distances that it was given."
# scores = { q1 = 0.5 }
# fails = { q1 = ["the three pairs of the table", "batches of pairs", "one kind, two kinds, no margin"] }
# [[change]]
# question = "q1"
# old = "    return np.sum(same * d**2"
# new = "    d *= d\n    return np.sum(same * d"
# [[change]]
# question = "q1"
# old = "margin - d)"
# new = "margin - np.sqrt(d))"
# ///
