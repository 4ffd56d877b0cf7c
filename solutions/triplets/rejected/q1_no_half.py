# /// solution
# why = "Forgets the half."
# scores = { q1 = 0 }
# fails = { q1 = ["the three pairs of the table", "one pair, near and far", "batches of pairs", "one kind, two kinds, no margin"] }
# misconception = { q1 = "T12.1/no_half" }
# [[change]]
# question = "q1"
# old = " / 2"
# new = ""
# ///
