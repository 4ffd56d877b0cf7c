# /// solution
# why = "Looks at the next state after the last step, too."
# scores = { q3 = 2.5 }
# fails = { q3 = ["the last step", "steps of Q-learning", "steps of SARSA"] }
# misconception = { q3 = "T13.2/no_done" }
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2].max()"
# new = "target = r + gamma * Q[s2].max()"
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2, a2]"
# new = "target = r + gamma * Q[s2, a2]"
# ///
