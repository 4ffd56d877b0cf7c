# /// solution
# why = "No factor is transposed."
# scores = { q4 = 0 }
# misconception = { q4 = "T3.9/not_transposed" }
# [[change]]
# question = "q4"
# old = "np.swapaxes(B, -1, -2)"
# new = "B"
# [[change]]
# question = "q4"
# old = "np.swapaxes(A, -1, -2)"
# new = "A"
# ///
