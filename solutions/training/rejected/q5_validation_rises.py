# /// solution
# why = "A validation that ends above its start diverges."
# scores = { q5 = 5 }
# misconception = { q5 = "T4.6/validation_rises" }
# [[change]]
# question = "q5"
# old = "or train[-1] > train[0]:"
# new = "or train[-1] > train[0] or val[-1] > val[0]:"
# ///
