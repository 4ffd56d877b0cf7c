# /// solution
# why = "Charges the log-probability itself."
# scores = { q4 = 1.5 }
# fails = { q4 = ["random rewards", "a price for leaving"] }
# misconception = { q4 = "T8.4/no_reference" }
# [[change]]
# question = "q4"
# old = "(logp - logp_ref)"
# new = "logp"
# ///
