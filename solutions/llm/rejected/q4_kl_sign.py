# /// solution
# why = "Pays for leaving the reference."
# scores = { q4 = 1.5 }
# fails = { q4 = ["a price for leaving", "random rewards"] }
# misconception = { q4 = "T8.4/kl_sign" }
# [[change]]
# question = "q4"
# old = "r - beta"
# new = "r + beta"
# ///
