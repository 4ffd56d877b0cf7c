# /// solution
# why = "The last of equally good keys."
# scores = { q1 = 4 }
# fails = { q1 = ["the best key alone"] }
# misconception = { q1 = "T7.1/last_of_ties" }
# [[change]]
# question = "q1"
# old = "values[scores.argmax(axis=1)]"
# new = "values[::-1][scores[:, ::-1].argmax(axis=1)]"
# ///
