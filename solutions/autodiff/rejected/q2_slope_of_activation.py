# /// solution
# why = "Gives SLOPES the activation."
# scores = { q2 = 0 }
# misconception = { q2 = "T3.1/deriv_of_output" }
# [[change]]
# question = "q2"
# old = "zs[::-1], Ws[::-1]"
# new = "activations[:0:-1], Ws[::-1]"
# ///
