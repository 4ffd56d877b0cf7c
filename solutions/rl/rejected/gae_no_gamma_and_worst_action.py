# /// solution
# why = "Discounts the reward that comes at once. Solves with the transposed matrix. Looks at the next state after the last step, too. Looks at the next state after the last step, too. Climbs: the gradient of the gain, not of the loss. Lets later errors fade with λ alone. Returns the action with the smallest Q."
# scores = { q1 = 0, q2 = 4, q3 = 2.5, q4 = 0, q5 = 0, q6 = 2, q7 = 0.5 }
# fails = { q1 = ["three rewards", "an episode that was cut off", "episodes", "cut off, one reward, none, and γ = 0 and 1"], q2 = ["the coin", "policies in random worlds", "policies that are sure, no future, one state"], q3 = ["the last step", "steps of Q-learning", "steps of SARSA"], q4 = ["the target network alone", "one chooses, the other one judges", "batches of DQN", "all last, none, no future, nonsense after the end", "batches of double DQN", "equal opinions, nonsense after the end, one action"], q5 = ["two steps", "a baseline, and the sum", "episodes", "sums, one step, logits of a thousand, a perfect critic"], q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"], q7 = ["around the wall", "another world, another way", "three worlds, two agents each"] }
# misconception = { q1 = "T13.1/gamma_on_r", q2 = "T13.1/P_transposed", q3 = "T13.2/no_done", q4 = "T13.2/no_done", q5 = "T13.3/onehot_first", q6 = "T13.4/gae_no_gamma", q7 = "T13.2/worst_action" }
# [[change]]
# question = "q1"
# old = "after = r[t] + gamma * after"
# new = "after = gamma * (r[t] + after)"
# [[change]]
# question = "q2"
# old = "np.linalg.solve(np.eye(len(R)) - gamma * P_pi, R_pi)"
# new = "np.linalg.solve(np.eye(len(R)) - gamma * P_pi.T, R_pi)"
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2].max()"
# new = "target = r + gamma * Q[s2].max()"
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2, a2]"
# new = "target = r + gamma * Q[s2, a2]"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_next.max(axis=1))"
# new = "r + gamma * q_next.max(axis=1)"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_target[np.arange(len(r)), best])"
# new = "r + gamma * q_target[np.arange(len(r)), best]"
# [[change]]
# question = "q5"
# old = "grad = (softmax(logits) - np.eye(logits.shape[1])[a]) * advantage[:, None]"
# new = "grad = (np.eye(logits.shape[1])[a] - softmax(logits)) * advantage[:, None]"
# [[change]]
# question = "q6"
# old = "after = delta[t] + gamma * lam * going_on[t] * after"
# new = "after = delta[t] + lam * going_on[t] * after"
# [[change]]
# question = "q7"
# old = "return Q.argmax(axis=1)"
# new = "return Q.argmin(axis=1)"
# ///
