# /// solution
# why = "Looks at x_d before it is predicted."
# scores = { q2 = 2 }
# fails = { q2 = ["two entries", "all probabilities sum to one", "NADE", "NADE with one entry, one unit, large weights"] }
# misconception = { q2 = "T10.1/nade_order" }
# [[change]]
# question = "q2"
# old = "        h = np.exp(-softplus(-a))"
# new = "        a = a + x[:, d, None] * W[:, d]\n        h = np.exp(-softplus(-a))"
# [[change]]
# question = "q2"
# old = "softplus(logit)\n        a = a + x[:, d, None] * W[:, d]"
# new = "softplus(logit)"
# ///
