# /// solution
# why = "num_words counts words."
# scores = { q2 = 2.5 }
# misconception = { q2 = "T0.4/too_many_words" }
# [[change]]
# question = "q2"
# old = "if rank + 3 < num_words"
# new = "if rank <= num_words"
# ///
