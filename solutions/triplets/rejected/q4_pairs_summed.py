# /// solution
# why = "The deviance as a sum."
# scores = { q4 = 1.75 }
# fails = { q4 = ["pair by pair", "deviances", "nobody, and large scales"] }
# misconception = { q4 = "T12.2/pairs_summed" }
# [[change]]
# question = "q4"
# old = "part.mean()"
# new = "part.sum()"
# ///
