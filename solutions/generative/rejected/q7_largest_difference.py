# /// solution
# why = "Compares the largest differences."
# scores = { q7 = 3.5 }
# fails = { q7 = ["books of codes"] }
# [[change]]
# question = "q7"
# old = "((z[:, None] - E) ** 2).sum(axis=2)"
# new = "((z[:, None] - E) ** 2).max(axis=2)"
# ///
