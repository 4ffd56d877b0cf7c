# /// solution
# why = "Transposes stacks with .T."
# scores = { q4 = 2 }
# fails = { q4 = ["stacks of matrices"] }
# [[change]]
# question = "q4"
# old = "np.swapaxes(B, -1, -2)"
# new = "B.T"
# [[change]]
# question = "q4"
# old = "np.swapaxes(A, -1, -2)"
# new = "A.T"
# ///
