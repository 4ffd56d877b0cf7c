# /// solution
# why = "Multiplies by W2 itself; it is square in the lecture."
# scores = { q1 = 1 }
# misconception = { q1 = "T3.5/w_not_transposed" }
# [[change]]
# question = "q1"
# old = "W2.T @ d2"
# new = "W2 @ d2"
# ///
