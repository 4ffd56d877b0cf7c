# /// solution
# why = "Counts the codes that are used."
# scores = { q7 = 3 }
# fails = { q7 = ["three vectors, three codes", "words in use"] }
# misconception = { q7 = "T10.5/used_codes" }
# [[change]]
# question = "q7"
# old = "np.exp(-(p * np.log(p)).sum())"
# new = "1.0 * len(p)"
# ///
