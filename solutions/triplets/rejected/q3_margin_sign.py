# /// solution
# why = "Subtracts the margin."
# scores = { q3 = 0 }
# fails = { q3 = ["the table", "three points on a line", "losses of batches", "brackets of 0, nobody active, no triplets"] }
# misconception = { q3 = "T12.1/margin_sign" }
# [[change]]
# question = "q3"
# old = "+ alpha"
# new = "- alpha"
# ///
