# /// solution
# why = "Applies the sigmoid to an activation."
# scores = { q3 = 2.5 }
# fails = { q3 = ["hidden deltas", "back through a whole network"] }
# misconception = { q3 = "T3.1/deriv_of_output" }
# [[change]]
# question = "q3"
# old = "return (delta_o @ Wo) * h * (1 - h)"
# new = "return (delta_o @ Wo) * (1 / (1 + np.exp(-h))) * (1 - 1 / (1 + np.exp(-h)))"
# ///
