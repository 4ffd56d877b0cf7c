# /// solution
# why = "Adds B A as it is."
# scores = { q7 = 1 }
# fails = { q7 = ["random layers", "merged layers", "two by two"] }
# misconception = { q7 = "T8.7/no_scaling" }
# [[change]]
# question = "q7"
# old = "alpha / len(A) * (x @ A.T) @ B.T"
# new = "(x @ A.T) @ B.T"
# [[change]]
# question = "q7"
# old = "alpha / len(A) * B @ A"
# new = "B @ A"
# ///
