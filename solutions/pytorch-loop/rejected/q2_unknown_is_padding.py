# /// solution
# why = "0 for unknown words."
# scores = { q2 = 3 }
# misconception = { q2 = "T0.4/unknown_is_padding" }
# [[change]]
# question = "q2"
# old = "vocabulary.get(word, 2)"
# new = "vocabulary.get(word, 0)"
# ///
