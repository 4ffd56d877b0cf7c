# /// solution
# why = "Multiplies by the transposed weights, as in the columns of question 1."
# scores = { q2 = 0 }
# misconception = { q2 = "T3.5/w_not_transposed" }
# [[change]]
# question = "q2"
# old = "flowing = u @ W"
# new = "flowing = u @ W.T"
# ///
