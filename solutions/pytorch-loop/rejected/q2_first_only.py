# /// solution
# why = "Returns inside the loop: the first index of each text."
# scores = { q2 = 2.5 }
# misconception = { q2 = "T0.4/first_only" }
# [[change]]
# question = "q2"
# old = "row[sequence] = 1.0"
# new = "row[sequence[:1]] = 1.0"
# ///
