# /// solution
# why = "Scales each column."
# scores = { q3 = 0.5 }
# fails = { q3 = ["a tilted cloud", "tilted clouds", "one column, clouds far away, as few samples as may be"] }
# misconception = { q3 = "T14.1/scaled_only" }
# [[change]]
# question = "q3"
# old = "centred @ (V / np.sqrt(v)) @ V.T"
# new = "centred / centred.std(axis=0)"
# ///
