# /// solution
# why = "The rate stays."
# scores = { q5 = 3.5 }
# fails = { q5 = ["rates of three steps", "rates"] }
# misconception = { q5 = "T12.5/constant" }
# [[change]]
# question = "q5"
# old = "1 - (1 - base) * (np.cos(np.pi * step / total) + 1) / 2"
# new = "base"
# ///
