# /// solution
# why = "Q-learning that does the same again."
# scores = { q3 = 4 }
# fails = { q3 = ["steps of Q-learning"] }
# misconception = { q3 = "T13.2/same_action" }
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2].max()"
# new = "target = r if done else r + gamma * Q[s2, a]"
# ///
