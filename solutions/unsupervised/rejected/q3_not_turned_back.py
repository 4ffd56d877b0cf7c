# /// solution
# why = "Stops at the principal components."
# scores = { q3 = 0 }
# fails = { q3 = ["a tilted cloud", "wherever it lies", "tilted clouds", "one column, clouds far away, as few samples as may be"] }
# misconception = { q3 = "T14.1/not_turned_back" }
# [[change]]
# question = "q3"
# old = "centred @ (V / np.sqrt(v)) @ V.T"
# new = "centred @ (V / np.sqrt(v))"
# ///
