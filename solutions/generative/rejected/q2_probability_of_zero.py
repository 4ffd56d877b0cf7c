# /// solution
# why = "Takes σ for the probability of a 0."
# scores = { q2 = 1 }
# fails = { q2 = ["two entries", "sigmoid belief networks", "one entry, no weights, large weights", "NADE", "NADE with one entry, one unit, large weights"] }
# misconception = { q2 = "T10.1/probability_of_zero" }
# [[change]]
# question = "q2"
# old = "(x * a - softplus(a)).sum(axis=1)"
# new = "(-x * a - softplus(-a)).sum(axis=1)"
# [[change]]
# question = "q2"
# old = "x[:, d] * logit - softplus(logit)"
# new = "-x[:, d] * logit - softplus(-logit)"
# ///
