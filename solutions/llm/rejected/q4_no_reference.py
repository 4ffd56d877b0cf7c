# /// solution
# why = "Charges the log-probability itself."
# scores = { q4 = 1.5 }
# fails = { q4 = ["a price for leaving", "random rewards"] }
# misconception = { q4 = "T8.4/no_reference" }
# [[change]]
# question = "q4"
# old = "(logp - logp_ref)"
# new = "logp"
# ///
