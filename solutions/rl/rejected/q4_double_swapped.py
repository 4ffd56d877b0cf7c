# /// solution
# why = "The target network chooses, the online one judges."
# scores = { q4 = 1.5 }
# fails = { q4 = ["one chooses, the other one judges", "batches of double DQN", "equal opinions, nonsense after the end, one action"] }
# misconception = { q4 = "T13.2/double_swapped" }
# [[change]]
# question = "q4"
# old = "best = q_online.argmax(axis=1)"
# new = "best = q_target.argmax(axis=1)"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_target[np.arange(len(r)), best])"
# new = "np.where(done, r, r + gamma * q_online[np.arange(len(r)), best])"
# ///
