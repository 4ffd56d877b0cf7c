# /// solution
# why = "Multiplies delta and input entry by entry."
# scores = { q2 = 0 }
# misconception = { q2 = "T3.5/no_outer" }
# [[change]]
# question = "q2"
# old = "u.T @ below"
# new = "u * below"
# ///
