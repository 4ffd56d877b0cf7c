# /// solution
# why = "Differentiates without the half."
# scores = { q3 = 1.5 }
# fails = { q3 = ["one output", "output deltas", "back through a whole network"] }
# misconception = { q3 = "T3.4/half" }
# [[change]]
# question = "q3"
# old = "return (y_hat - y) * y_hat * (1 - y_hat)"
# new = "return 2 * (y_hat - y) * y_hat * (1 - y_hat)"
# ///
