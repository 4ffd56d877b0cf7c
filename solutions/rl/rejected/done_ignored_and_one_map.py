# /// solution
# why = "Accumulates from the beginning: looks back. Tosses a coin, whatever the policy says. Puts the target in the place of the old entry. Averages over the actions. Never divides by the number of steps. Adds advantages of the next episode. Knows the way of one map by heart."
# scores = { q1 = 0, q2 = 4.5, q3 = 2, q4 = 1.5, q5 = 0.5, q6 = 2, q7 = 1 }
# fails = { q1 = ["three rewards", "an episode that was cut off", "episodes", "cut off, one reward, none, and γ = 0 and 1"], q2 = ["policies in random worlds", "policies that are sure, no future, one state"], q3 = ["one step of each", "the last step", "steps of Q-learning", "steps of SARSA"], q4 = ["the target network alone", "batches of DQN", "all last, none, no future, nonsense after the end"], q5 = ["two steps", "episodes", "sums, one step, logits of a thousand, a perfect critic"], q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"], q7 = ["another world, another way", "three worlds, two agents each"] }
# misconception = { q1 = "T13.1/forward", q2 = "T13.1/uniform", q3 = "T13.2/replace_not_step", q4 = "T13.2/mean_over_actions", q5 = "T13.3/not_divided", q6 = "T13.4/done_ignored", q7 = "T13.2/one_map" }
# [[change]]
# question = "q1"
# old = "for t in reversed(range(len(r))):"
# new = "for t in range(len(r)):"
# [[change]]
# question = "q2"
# old = 'P_pi, R_pi = np.einsum("sa,sat->st", pi, P), (pi * R).sum(axis=1)'
# new = "P_pi, R_pi = P.mean(axis=1), R.mean(axis=1)"
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2].max()\n    new = Q.astype(float)\n    new[s, a] += alpha * (target - Q[s, a])\n    return new"
# new = "target = r if done else r + gamma * Q[s2].max()\n    new = Q.astype(float)\n    new[s, a] = target\n    return new"
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2, a2]\n    new = Q.astype(float)\n    new[s, a] += alpha * (target - Q[s, a])\n    return new"
# new = "target = r if done else r + gamma * Q[s2, a2]\n    new = Q.astype(float)\n    new[s, a] = target\n    return new"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_next.max(axis=1))"
# new = "np.where(done, r, r + gamma * q_next.mean(axis=1))"
# [[change]]
# question = "q5"
# old = 'return grad / len(logits) if reduction == "mean" else grad'
# new = "return grad"
# [[change]]
# question = "q6"
# old = "after = delta[t] + gamma * lam * going_on[t] * after"
# new = "after = delta[t] + gamma * lam * after"
# [[change]]
# question = "q7"
# old = "world, rng = World(plan, seed), np.random.default_rng(seed)"
# new = "if len(plan) == 3:\n        return np.array([2, 3, 0, 2, 0, 2, 1, 1, 0])\n    return np.where(np.arange(len(\"\".join(plan))) % 7 == 6, 0, 1)"
# ///
