# /// solution
# why = "Multiplies by the columns of W."
# scores = { q2 = 3 }
# fails = { q2 = ["two entries", "sigmoid belief networks", "one entry, no weights, large weights"] }
# misconception = { q2 = "T10.1/later_entries" }
# [[change]]
# question = "q2"
# old = "x @ W.T + c"
# new = "x @ W + c"
# ///
