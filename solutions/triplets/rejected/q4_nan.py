# /// solution
# why = "The mean over nobody is nan."
# scores = { q4 = 3 }
# fails = { q4 = ["pair by pair", "nobody, and large scales"] }
# [[change]]
# question = "q4"
# old = " if len(part) > 0"
# new = ""
# ///
