# /// solution
# why = "Always ends with 0. Discounts the reward that comes at once. Q-learning with the maximum in the state that was left. The target network chooses, the online one judges. Adds the baseline. Takes the first value of the next episode for what comes after the end. Returns the table."
# scores = { q1 = 1.5, q2 = 4, q3 = 3.5, q4 = 1.5, q5 = 0.5, q6 = 2, q7 = 0 }
# fails = { q1 = ["an episode that was cut off", "cut off, one reward, none, and γ = 0 and 1"], q2 = ["the coin", "policies in random worlds", "policies that are sure, no future, one state"], q3 = ["one step of each", "steps of Q-learning"], q4 = ["one chooses, the other one judges", "batches of double DQN", "equal opinions, nonsense after the end, one action"], q5 = ["a baseline, and the sum", "episodes", "sums, one step, logits of a thousand, a perfect critic"], q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"], q7 = ["around the wall", "another world, another way", "three worlds, two agents each", "same seed, same policy"] }
# misconception = { q1 = "T13.1/terminal_value", q2 = "T13.1/gamma_on_r", q3 = "T13.2/old_state", q4 = "T13.2/double_swapped", q5 = "T13.3/baseline_added", q6 = "T13.4/done_ignored" }
# [[change]]
# question = "q1"
# old = "np.zeros(len(r)), bootstrap"
# new = "np.zeros(len(r)), 0.0"
# [[change]]
# question = "q2"
# old = "np.linalg.solve(np.eye(len(R)) - gamma * P_pi, R_pi)"
# new = "np.linalg.solve(np.eye(len(R)) - gamma * P_pi, gamma * R_pi)"
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2].max()"
# new = "target = r if done else r + gamma * Q[s].max()"
# [[change]]
# question = "q4"
# old = "best = q_online.argmax(axis=1)"
# new = "best = q_target.argmax(axis=1)"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_target[np.arange(len(r)), best])"
# new = "np.where(done, r, r + gamma * q_online[np.arange(len(r)), best])"
# [[change]]
# question = "q5"
# old = "advantage = G if baseline is None else G - baseline"
# new = "advantage = G if baseline is None else G + baseline"
# [[change]]
# question = "q6"
# old = "delta = r + gamma * going_on * v[1:] - v[:-1]"
# new = "delta = r + gamma * v[1:] - v[:-1]"
# [[change]]
# question = "q7"
# old = "return Q.argmax(axis=1)"
# new = "return Q"
# ///
