# /// solution
# why = "Rolls in the other direction."
# scores = { q2 = 3.5 }
# fails = { q2 = ["sixteen tokens", "rolled, and back"] }
# misconception = { q2 = "T9.2/shift_sign" }
# [[change]]
# question = "q2"
# old = "(-s, -s)"
# new = "(s, s)"
# ///
