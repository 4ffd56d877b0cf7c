# /// solution
# why = "Multiplies by the temperature."
# scores = { q4 = 2.25 }
# fails = { q4 = ["one query, two old keys", "losses of batches", "who learns"] }
# misconception = { q4 = "T12.4/times_tau" }
# [[change]]
# question = "q4"
# old = "dim=1) / temperature"
# new = "dim=1) * temperature"
# ///
