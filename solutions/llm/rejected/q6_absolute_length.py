# /// solution
# why = "Counts the length in words."
# scores = { q6 = 2 }
# fails = { q6 = ["other libraries", "other constants, unknown words, documents without words", "three documents"] }
# misconception = { q6 = "T8.6/absolute_length" }
# [[change]]
# question = "q6"
# old = "lengths / lengths.mean()"
# new = "lengths"
# ///
