# /// solution
# why = "Goes back through the weights, not through the units."
# scores = { q1 = 0 }
# misconception = { q1 = "T3.5/missing_fprime" }
# [[change]]
# question = "q1"
# old = "d2 = (W3.T @ d3) * h2 * (1 - h2)"
# new = "d2 = W3.T @ d3"
# [[change]]
# question = "q1"
# old = "d1 = (W2.T @ d2) * h1 * (1 - h1)"
# new = "d1 = W2.T @ d2"
# ///
