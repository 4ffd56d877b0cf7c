# /// solution
# why = "The transposed factors stand on the wrong sides."
# scores = { q4 = 0 }
# misconception = { q4 = "T3.9/factors_swapped" }
# [[change]]
# question = "q4"
# old = "dA = dC @ np.swapaxes(B, -1, -2)"
# new = "dA = np.swapaxes(B, -1, -2) @ dC"
# [[change]]
# question = "q4"
# old = "dB = np.swapaxes(A, -1, -2) @ dC"
# new = "dB = dC @ np.swapaxes(A, -1, -2)"
# ///
