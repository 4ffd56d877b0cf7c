# /// solution
# why = "A search for the best action that begins at 0: wrong where all are below."
# scores = { q3 = 4 }
# fails = { q3 = ["steps of Q-learning"] }
# [[change]]
# question = "q3"
# old = "Q[s2].max()"
# new = "max(0.0, Q[s2].max())"
# ///
