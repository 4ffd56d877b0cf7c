# /// solution
# why = "The online network chooses and judges."
# scores = { q4 = 1.5 }
# fails = { q4 = ["one chooses, the other one judges", "batches of double DQN", "equal opinions, nonsense after the end, one action"] }
# misconception = { q4 = "T13.2/online_alone" }
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_target[np.arange(len(r)), best])"
# new = "np.where(done, r, r + gamma * q_online[np.arange(len(r)), best])"
# ///
