# /// solution
# why = "Divides by one length."
# scores = { q2 = 4 }
# fails = { q2 = ["two rows, and one of zeros", "cosines of several batches"] }
# misconception = { q2 = "T12.2/one_side" }
# [[change]]
# question = "q2"
# old = "return unit @ unit.T"
# new = "return unit @ X.T"
# ///
