# /// solution
# why = "Does not subtract the mean."
# scores = { q3 = 0.5 }
# fails = { q3 = ["wherever it lies", "tilted clouds", "one column, clouds far away, as few samples as may be"] }
# misconception = { q3 = "T14.1/not_centred" }
# [[change]]
# question = "q3"
# old = "X - X.mean(axis=0)"
# new = "X"
# ///
