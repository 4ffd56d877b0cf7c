# /// solution
# why = "Averages over the actions."
# scores = { q4 = 1.5 }
# fails = { q4 = ["the target network alone", "batches of DQN", "all last, none, no future, nonsense after the end"] }
# misconception = { q4 = "T13.2/mean_over_actions" }
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_next.max(axis=1))"
# new = "np.where(done, r, r + gamma * q_next.mean(axis=1))"
# ///
