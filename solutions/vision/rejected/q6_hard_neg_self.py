# /// solution
# why = "Lets the own text be drawn."
# scores = { q6 = 1.5 }
# fails = { q6 = ["the wrong texts of the row", "hard negatives", "two texts, equal ones, a sure positive"] }
# misconception = { q6 = "T9.6/hard_neg_self" }
# [[change]]
# question = "q6"
# old = "    np.fill_diagonal(others, -np.inf)\n"
# new = ""
# ///
