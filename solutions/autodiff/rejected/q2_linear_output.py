# /// solution
# why = "Takes the last layer as linear, as in question 1."
# scores = { q2 = 0 }
# misconception = { q2 = "T3.5/linear_output" }
# [[change]]
# question = "q2"
# old = "u = SLOPES[act](z) * flowing"
# new = "u = SLOPES[act](z) * flowing if dWs else flowing"
# ///
