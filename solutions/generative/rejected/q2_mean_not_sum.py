# /// solution
# why = "Averages over the entries."
# scores = { q2 = 0.5 }
# fails = { q2 = ["two entries", "all probabilities sum to one", "sigmoid belief networks", "one entry, no weights, large weights", "NADE", "NADE with one entry, one unit, large weights"] }
# misconception = { q2 = "T10.1/mean_not_sum" }
# [[change]]
# question = "q2"
# old = "(x * a - softplus(a)).sum(axis=1)"
# new = "(x * a - softplus(a)).mean(axis=1)"
# [[change]]
# question = "q2"
# old = "    return total"
# new = "    return total / x.shape[1]"
# ///
