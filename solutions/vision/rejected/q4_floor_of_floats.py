# /// solution
# why = "Trusts 10 · (1 − 0.9)."
# scores = { q4 = 3.5 }
# fails = { q4 = ["equal noises, all and none, ten times a tenth"] }
# [[change]]
# question = "q4"
# old = " + 1e-9)"
# new = ")"
# ///
