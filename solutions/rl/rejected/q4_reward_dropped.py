# /// solution
# why = "Forgets the reward of the last step."
# scores = { q4 = 1.5 }
# fails = { q4 = ["the target network alone", "batches of DQN", "all last, none, no future, nonsense after the end"] }
# misconception = { q4 = "T13.2/reward_dropped" }
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_next.max(axis=1))"
# new = "np.where(done, 0, r + gamma * q_next.max(axis=1))"
# ///
