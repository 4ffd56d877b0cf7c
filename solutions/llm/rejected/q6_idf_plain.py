# /// solution
# why = "Forgets the 1 inside the logarithm."
# scores = { q6 = 2 }
# fails = { q6 = ["other libraries", "other constants, unknown words, documents without words", "three documents"] }
# misconception = { q6 = "T8.6/idf_plain" }
# [[change]]
# question = "q6"
# old = "(n + 0.5) + 1)"
# new = "(n + 0.5))"
# ///
