# /// solution
# why = "Subtracts the margin."
# scores = { q2 = 0 }
# fails = { q2 = ["the slide", "random scores", "a wide margin", "easy samples cost nothing"] }
# misconception = { q2 = "T2.2/delta_sign" }
# [[change]]
# question = "q2"
# old = "margins = np.maximum(0, scores - scores[rows, y][:, None] + delta)"
# new = "margins = np.maximum(0, scores - scores[rows, y][:, None] - delta)"
# ///
