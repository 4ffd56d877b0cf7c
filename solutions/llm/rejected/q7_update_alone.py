# /// solution
# why = "Forgets the frozen layer."
# scores = { q7 = 1.75 }
# fails = { q7 = ["random layers", "two by two"] }
# misconception = { q7 = "T8.7/update_alone" }
# [[change]]
# question = "q7"
# old = "x @ W0.T + alpha"
# new = "alpha"
# ///
