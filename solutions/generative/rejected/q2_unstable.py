# /// solution
# why = "Takes the logarithm of a probability."
# scores = { q2 = 4 }
# fails = { q2 = ["one entry, no weights, large weights", "NADE with one entry, one unit, large weights"] }
# [[change]]
# question = "q2"
# old = "x[:, d] * logit - softplus(logit)"
# new = "np.log(np.where(x[:, d] == 1, 1, 0) * 1.0 - (2 * x[:, d] - 1) / (1 + np.exp(logit)))"
# [[change]]
# question = "q2"
# old = "(x * a - softplus(a)).sum(axis=1)"
# new = "np.log(1 / (1 + np.exp(np.where(x == 1, -a, a)))).sum(axis=1)"
# ///
