# /// solution
# why = "Sets the similarity of the own text to 0."
# scores = { q6 = 1.5 }
# fails = { q6 = ["the wrong texts of the row", "hard negatives", "two texts, equal ones, a sure positive"] }
# [[change]]
# question = "q6"
# old = "(others, -np.inf)"
# new = "(others, 0)"
# ///
