# /// solution
# why = "Averages over the actions, in value iteration, too."
# scores = { q2 = 2 }
# fails = { q2 = ["two rounds", "the best of both", "rounds from any V", "the best policies", "few rounds, equal actions"] }
# misconception = { q2 = "T13.1/mean_over_actions" }
# [[change]]
# question = "q2"
# old = "return (R + gamma * P @ V).max(axis=1)"
# new = "return (R + gamma * P @ V).mean(axis=1)"
# ///
