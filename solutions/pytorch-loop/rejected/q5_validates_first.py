# /// solution
# why = "Validates each epoch before it trains."
# scores = { q5 = 1 }
# fails = { q5 = ["the best epoch's weights", "equal losses, and the last epoch"] }
# misconception = { q5 = "T0.4/validates_first" }
# [[change]]
# question = "q5"
# old = "        total = samples = 0\n"
# new = "        total, samples, val = 0, 0, validate()\n"
# [[change]]
# question = "q5"
# old = "        val = validate()\n"
# new = ""
# ///
