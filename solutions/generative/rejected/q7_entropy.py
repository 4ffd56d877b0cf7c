# /// solution
# why = "Returns the entropy."
# scores = { q7 = 3 }
# fails = { q7 = ["three vectors, three codes", "words in use"] }
# misconception = { q7 = "T10.5/entropy" }
# [[change]]
# question = "q7"
# old = "np.exp(-(p * np.log(p)).sum())"
# new = "-(p * np.log(p)).sum()"
# ///
