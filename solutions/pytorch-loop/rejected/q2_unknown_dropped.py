# /// solution
# why = "Leaves unknown words out."
# scores = { q2 = 3 }
# misconception = { q2 = "T0.4/unknown_dropped" }
# [[change]]
# question = "q2"
# old = "vocabulary.get(word, 2) for word in words"
# new = "vocabulary[word] for word in words if word in vocabulary"
# ///
