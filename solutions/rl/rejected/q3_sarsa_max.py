# /// solution
# why = "SARSA with the best next action."
# scores = { q3 = 3.5 }
# fails = { q3 = ["one step of each", "steps of SARSA"] }
# misconception = { q3 = "T13.2/sarsa_max" }
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2, a2]"
# new = "target = r if done else r + gamma * Q[s2].max()"
# ///
