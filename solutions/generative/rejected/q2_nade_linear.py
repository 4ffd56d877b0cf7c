# /// solution
# why = "Has no sigmoid in the hidden layer."
# scores = { q2 = 2.5 }
# fails = { q2 = ["two entries", "NADE", "NADE with one entry, one unit, large weights"] }
# misconception = { q2 = "T10.1/nade_linear" }
# [[change]]
# question = "q2"
# old = "h = np.exp(-softplus(-a))"
# new = "h = a"
# ///
