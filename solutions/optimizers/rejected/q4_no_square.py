# /// solution
# why = "v from absolute values."
# scores = { q4 = 2 }
# misconception = { q4 = "T4.3/no_square" }
# [[change]]
# question = "q4"
# old = "grad**2"
# new = "np.abs(grad)"
# ///
