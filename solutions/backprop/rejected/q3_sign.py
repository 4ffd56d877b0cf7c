# /// solution
# why = "The error has the wrong sign."
# scores = { q3 = 2.5 }
# fails = { q3 = ["output deltas", "back through a whole network"] }
# misconception = { q3 = "T3.4/sign" }
# [[change]]
# question = "q3"
# old = "return (y_hat - y) * y_hat * (1 - y_hat)"
# new = "return (y - y_hat) * y_hat * (1 - y_hat)"
# ///
