# /// solution
# why = "Looks at the next state after the last step, too."
# scores = { q4 = 0 }
# fails = { q4 = ["the target network alone", "one chooses, the other one judges", "batches of DQN", "all last, none, no future, nonsense after the end", "batches of double DQN", "equal opinions, nonsense after the end, one action"] }
# misconception = { q4 = "T13.2/no_done" }
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_next.max(axis=1))"
# new = "r + gamma * q_next.max(axis=1)"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_target[np.arange(len(r)), best])"
# new = "r + gamma * q_target[np.arange(len(r)), best]"
# ///
