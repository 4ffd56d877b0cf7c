# /// solution
# why = "Adds probabilities, then takes the logarithm."
# scores = { q2 = 0.5 }
# fails = { q2 = ["two entries", "all probabilities sum to one", "sigmoid belief networks", "one entry, no weights, large weights", "NADE", "NADE with one entry, one unit, large weights"] }
# misconception = { q2 = "T10.1/joint_sum" }
# [[change]]
# question = "q2"
# old = "    return (x * a - softplus(a)).sum(axis=1)"
# new = "    return np.log(np.exp(x * a - softplus(a)).sum(axis=1))"
# [[change]]
# question = "q2"
# old = "a, total = np.zeros((len(x), len(c))) + c, np.zeros(len(x))"
# new = "a, total = np.zeros((len(x), len(c))) + c, np.zeros(len(x))\n    summed = total"
# [[change]]
# question = "q2"
# old = "        total += x[:, d] * logit - softplus(logit)"
# new = "        summed = summed + np.exp(x[:, d] * logit - softplus(logit))"
# [[change]]
# question = "q2"
# old = "    return total"
# new = "    return np.log(summed)"
# ///
