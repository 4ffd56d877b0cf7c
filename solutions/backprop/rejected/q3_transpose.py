# /// solution
# why = "Uses the transposed weights."
# scores = { q3 = 2.5 }
# fails = { q3 = ["hidden deltas", "back through a whole network"] }
# misconception = { q3 = "T3.4/transpose" }
# [[change]]
# question = "q3"
# old = "return (delta_o @ Wo) * h * (1 - h)"
# new = "return (delta_o @ Wo.T) * h * (1 - h)"
# ///
