# /// solution
# why = "Returns a loss."
# scores = { q2 = 0.5 }
# fails = { q2 = ["two entries", "all probabilities sum to one", "sigmoid belief networks", "one entry, no weights, large weights", "NADE", "NADE with one entry, one unit, large weights"] }
# [[change]]
# question = "q2"
# old = "(x * a - softplus(a)).sum(axis=1)"
# new = "(softplus(a) - x * a).sum(axis=1)"
# [[change]]
# question = "q2"
# old = "    return total"
# new = "    return -total"
# ///
