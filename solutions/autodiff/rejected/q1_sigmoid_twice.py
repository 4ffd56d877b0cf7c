# /// solution
# why = "Takes the sigmoid of an activation for its slope."
# scores = { q1 = 0 }
# misconception = { q1 = "T3.1/deriv_of_output" }
# [[change]]
# question = "q1"
# old = "* h2 * (1 - h2)"
# new = "* sigmoid(h2) * (1 - sigmoid(h2))"
# [[change]]
# question = "q1"
# old = "* h1 * (1 - h1)"
# new = "* sigmoid(h1) * (1 - sigmoid(h1))"
# ///
