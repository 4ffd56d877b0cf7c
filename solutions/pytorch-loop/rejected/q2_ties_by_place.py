# /// solution
# why = "Ties as they come."
# scores = { q2 = 2.5 }
# misconception = { q2 = "T0.4/ties_by_place" }
# [[change]]
# question = "q2"
# old = "key=lambda word: (-counts[word], word)"
# new = "key=lambda word: -counts[word]"
# ///
