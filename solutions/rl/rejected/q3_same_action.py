# /// solution
# why = "Q-learning that does the same again."
# scores = { q3 = 3.5 }
# fails = { q3 = ["one step of each", "steps of Q-learning"] }
# misconception = { q3 = "T13.2/same_action" }
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2].max()"
# new = "target = r if done else r + gamma * Q[s2, a]"
# ///
