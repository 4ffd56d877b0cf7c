# /// solution
# why = "Splits texts at spaces, so that a comma belongs to the word."
# scores = { q6 = 3.5 }
# fails = { q6 = ["other constants, unknown words, documents without words"] }
# [[change]]
# question = "q6"
# old = "Counter(words(doc))"
# new = "Counter(doc.lower().split())"
# ///
