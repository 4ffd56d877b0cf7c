# /// solution
# why = "Subtracts one mean from all columns."
# scores = { q3 = 0.5 }
# fails = { q3 = ["wherever it lies", "tilted clouds", "one column, clouds far away, as few samples as may be"] }
# [[change]]
# question = "q3"
# old = "X.mean(axis=0)"
# new = "X.mean()"
# ///
