# /// solution
# why = "Asks for each word once."
# scores = { q6 = 2.5 }
# fails = { q6 = ["other libraries", "other constants, unknown words, documents without words"] }
# [[change]]
# question = "q6"
# old = "for word in words(query):"
# new = "for word in set(words(query)):"
# ///
