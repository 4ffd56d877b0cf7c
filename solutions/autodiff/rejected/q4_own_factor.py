# /// solution
# why = "The gradient of a factor contains that factor."
# scores = { q4 = 0 }
# misconception = { q4 = "T3.9/own_factor" }
# [[change]]
# question = "q4"
# old = "dA = dC @ np.swapaxes(B, -1, -2)"
# new = "dA = dC @ np.swapaxes(A, -1, -2)"
# [[change]]
# question = "q4"
# old = "dB = np.swapaxes(A, -1, -2) @ dC"
# new = "dB = np.swapaxes(B, -1, -2) @ dC"
# ///
