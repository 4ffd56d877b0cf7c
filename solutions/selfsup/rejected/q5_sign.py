# /// solution
# why = "Makes the cosine small."
# scores = { q5 = 2 }
# fails = { q5 = ["three four", "losses of SimSiam", "who learns"] }
# misconception = { q5 = "T12.6/sign" }
# [[change]]
# question = "q5"
# old = "return -0.5 * one - 0.5 * two"
# new = "return 0.5 * one + 0.5 * two"
# ///
