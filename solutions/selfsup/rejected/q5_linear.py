# /// solution
# why = "The rate rises along a line."
# scores = { q5 = 4 }
# fails = { q5 = ["rates"] }
# misconception = { q5 = "T12.5/linear" }
# [[change]]
# question = "q5"
# old = "1 - (1 - base) * (np.cos(np.pi * step / total) + 1) / 2"
# new = "base + (1 - base) * step / total"
# ///
