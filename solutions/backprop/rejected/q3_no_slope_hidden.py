# /// solution
# why = "Forgets the slope of the hidden unit."
# scores = { q3 = 2.5 }
# fails = { q3 = ["hidden deltas", "back through a whole network"] }
# misconception = { q3 = "T3.4/no_sigmoid_deriv_hidden" }
# [[change]]
# question = "q3"
# old = "return (delta_o @ Wo) * h * (1 - h)"
# new = "return delta_o @ Wo"
# ///
