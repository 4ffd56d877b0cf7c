# /// solution
# why = "Sums the rewards. Takes the next reward for the value. Q-learning that does the same again. Forgets the reward of the last step. Does not look at the baseline. Does not look at the ends of episodes. Learns from five episodes."
# scores = { q1 = 0, q2 = 4, q3 = 4, q4 = 1.5, q5 = 0.5, q6 = 2, q7 = 1 }
# fails = { q1 = ["three rewards", "an episode that was cut off", "episodes", "cut off, one reward, none, and γ = 0 and 1"], q2 = ["the coin", "policies in random worlds", "policies that are sure, no future, one state"], q3 = ["steps of Q-learning"], q4 = ["the target network alone", "batches of DQN", "all last, none, no future, nonsense after the end"], q5 = ["a baseline, and the sum", "episodes", "sums, one step, logits of a thousand, a perfect critic"], q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"], q7 = ["another world, another way", "three worlds, two agents each"] }
# misconception = { q1 = "T13.1/no_discount", q2 = "T13.1/one_step", q3 = "T13.2/same_action", q4 = "T13.2/reward_dropped", q5 = "T13.3/no_baseline", q6 = "T13.4/done_ignored" }
# unnamed = { q7 = "a training that is too short looks like any other" }
# [[change]]
# question = "q1"
# old = "after = r[t] + gamma * after"
# new = "after = r[t] + after"
# [[change]]
# question = "q2"
# old = "np.linalg.solve(np.eye(len(R)) - gamma * P_pi, R_pi)"
# new = "R_pi"
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2].max()"
# new = "target = r if done else r + gamma * Q[s2, a]"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_next.max(axis=1))"
# new = "np.where(done, 0, r + gamma * q_next.max(axis=1))"
# [[change]]
# question = "q5"
# old = "advantage = G if baseline is None else G - baseline"
# new = "advantage = G"
# [[change]]
# question = "q6"
# old = "going_on = 1 - np.asarray(done, dtype=float)"
# new = "going_on = np.ones(len(r))"
# [[change]]
# question = "q7"
# old = "range(250)"
# new = "range(5)"
# ///
