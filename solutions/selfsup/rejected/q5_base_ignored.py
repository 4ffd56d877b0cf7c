# /// solution
# why = "Always starts at 0.996."
# scores = { q5 = 4 }
# fails = { q5 = ["rates"] }
# [[change]]
# question = "q5"
# old = "1 - (1 - base)"
# new = "1 - (1 - 0.996)"
# ///
