# /// solution
# why = "Rare words first."
# scores = { q2 = 2.5 }
# misconception = { q2 = "T0.4/rising_count" }
# [[change]]
# question = "q2"
# old = "(-counts[word], word)"
# new = "(counts[word], word)"
# ///
