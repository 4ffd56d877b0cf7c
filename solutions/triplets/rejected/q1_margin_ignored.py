# /// solution
# why = "The margin is always 1."
# scores = { q1 = 0.5 }
# fails = { q1 = ["one pair, near and far", "batches of pairs", "one kind, two kinds, no margin"] }
# [[change]]
# question = "q1"
# old = "margin - d"
# new = "1 - d"
# ///
