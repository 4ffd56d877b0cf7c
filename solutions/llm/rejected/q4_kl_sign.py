# /// solution
# why = "Pays for leaving the reference."
# scores = { q4 = 1.5 }
# fails = { q4 = ["random rewards", "a price for leaving"] }
# misconception = { q4 = "T8.4/kl_sign" }
# [[change]]
# question = "q4"
# old = "r - beta"
# new = "r + beta"
# ///
