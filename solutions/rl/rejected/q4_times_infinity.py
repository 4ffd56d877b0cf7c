# /// solution
# why = "Multiplies what comes after the last step with 0, which leaves nan."
# scores = { q4 = 1.5 }
# fails = { q4 = ["the target network alone", "all last, none, no future, nonsense after the end", "equal opinions, nonsense after the end, one action"] }
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_next.max(axis=1))"
# new = "r + gamma * (1 - done) * q_next.max(axis=1)"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_target[np.arange(len(r)), best])"
# new = "r + gamma * (1 - done) * q_target[np.arange(len(r)), best]"
# ///
