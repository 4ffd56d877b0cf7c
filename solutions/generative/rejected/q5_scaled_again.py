# /// solution
# why = "Multiplies once more."
# scores = { q5 = 2.5 }
# fails = { q5 = ["and back again", "back", "back, when all stays or nothing does"] }
# misconception = { q5 = "T10.3/scaled_again" }
# [[change]]
# question = "q5"
# old = "(y - t) * np.exp(-s), -s.sum"
# new = "(y - t) * np.exp(s), s.sum"
# ///
