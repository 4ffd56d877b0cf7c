# /// solution
# why = "The rule for products of numbers."
# scores = { q4 = 0 }
# misconception = { q4 = "T3.9/entrywise" }
# [[change]]
# question = "q4"
# old = "dC @ np.swapaxes(B, -1, -2)"
# new = "dC * B"
# [[change]]
# question = "q4"
# old = "np.swapaxes(A, -1, -2) @ dC"
# new = "dC * A"
# ///
