# /// solution
# why = "Divides before it subtracts."
# scores = { q5 = 2.5 }
# fails = { q5 = ["and back again", "back", "back, when all stays or nothing does"] }
# misconception = { q5 = "T10.3/inverse_order" }
# [[change]]
# question = "q5"
# old = "(y - t) * np.exp(-s)"
# new = "y * np.exp(-s) - t"
# ///
