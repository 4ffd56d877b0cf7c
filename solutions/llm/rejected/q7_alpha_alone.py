# /// solution
# why = "Does not divide by the rank."
# scores = { q7 = 2.25 }
# fails = { q7 = ["random layers"] }
# misconception = { q7 = "T8.7/alpha_alone" }
# [[change]]
# question = "q7"
# old = "alpha / len(A) * (x @ A.T) @ B.T"
# new = "alpha * (x @ A.T) @ B.T"
# ///
