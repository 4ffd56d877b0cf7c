# /// solution
# why = "The given state is changed; the given state is changed."
# scores = { q1 = 2, q2 = 3 }
# fails = { q1 = ["one bit off", "units that obey", "fields of 0, fields at the threshold, nobody to move", "recall"], q2 = ["two dice", "sweeps"] }
# [[change]]
# question = "q1"
# old = "s = s.copy()"
# new = "s = s"
# [[change]]
# question = "q2"
# old = "s = s.astype(float)"
# new = "s = s"
# ///
