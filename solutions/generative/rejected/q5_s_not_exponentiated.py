# /// solution
# why = "Multiplies by s."
# scores = { q5 = 0.5 }
# fails = { q5 = ["there", "forth", "forth, when all stays or nothing does", "back", "back, when all stays or nothing does"] }
# [[change]]
# question = "q5"
# old = "x * np.exp(s) + t"
# new = "x * (1 + s) + t"
# [[change]]
# question = "q5"
# old = "(y - t) * np.exp(-s)"
# new = "(y - t) / (1 + s)"
# ///
