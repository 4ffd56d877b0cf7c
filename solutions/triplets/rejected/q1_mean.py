# /// solution
# why = "The mean over pairs."
# scores = { q1 = 0.5 }
# fails = { q1 = ["the three pairs of the table", "batches of pairs", "one kind, two kinds, no margin"] }
# misconception = { q1 = "T12.1/mean" }
# [[change]]
# question = "q1"
# old = "np.sum("
# new = "np.mean("
# ///
