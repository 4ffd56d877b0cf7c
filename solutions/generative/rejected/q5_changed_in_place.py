# /// solution
# why = "Writes into the samples."
# scores = { q5 = 2 }
# fails = { q5 = ["there", "and back again", "forth", "forth, when all stays or nothing does"] }
# [[change]]
# question = "q5"
# old = "    return x * np.exp(s) + t,"
# new = "    x *= np.exp(s)\n    x += t\n    return x,"
# ///
