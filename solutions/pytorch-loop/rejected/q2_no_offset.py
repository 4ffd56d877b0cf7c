# /// solution
# why = "The first rank has the index 1."
# scores = { q2 = 2.5 }
# misconception = { q2 = "T0.4/offset" }
# [[change]]
# question = "q2"
# old = "{word: rank + 3 for rank"
# new = "{word: rank for rank"
# [[change]]
# question = "q2"
# old = "if rank + 3 < num_words"
# new = "if rank < num_words"
# ///
