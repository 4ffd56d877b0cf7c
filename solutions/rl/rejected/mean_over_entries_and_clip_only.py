# /// solution
# why = "Gives every step the return of the whole episode. Averages over the actions. Shares the rest among equal actions. The best of the whole batch. Divides by the number of entries, not of steps. Clips, without the minimum."
# scores = { q1 = 0, q2 = 4.5, q3 = 4.5, q4 = 1.5, q5 = 0.5, q6 = 2 }
# fails = { q1 = ["three rewards", "an episode that was cut off", "episodes", "cut off, one reward, none, and γ = 0 and 1"], q2 = ["two rounds", "rounds from any V"], q3 = ["equal actions, no curiosity, nothing else, one action"], q4 = ["the target network alone", "batches of DQN", "all last, none, no future, nonsense after the end"], q5 = ["two steps", "episodes", "sums, one step, logits of a thousand, a perfect critic"], q6 = ["four corners", "ratios and advantages", "one side only, nothing to clip, far beyond"] }
# misconception = { q2 = "T13.1/mean_over_actions", q3 = "T13.2/ties_shared", q6 = "T13.4/clip_only" }
# [[change]]
# question = "q1"
# old = "    return G"
# new = "    return np.full(len(r), G[0] if len(r) else 0.0)"
# [[change]]
# question = "q2"
# old = "return (R + gamma * P @ V).max(axis=1)"
# new = "return (R + gamma * P @ V).mean(axis=1)"
# [[change]]
# question = "q2"
# old = "new = bellman_optimality_operator(V, P, R, gamma)"
# new = "new = (R + gamma * P @ V).max(axis=1)"
# [[change]]
# question = "q3"
# old = "probs[np.argmax(q)] += 1 - eps"
# new = "probs[q == q.max()] += (1 - eps) / (q == q.max()).sum()"
# [[change]]
# question = "q4"
# old = "np.where(done, r, r + gamma * q_next.max(axis=1))"
# new = "np.where(done, r, r + gamma * q_next.max())"
# [[change]]
# question = "q5"
# old = 'return grad / len(logits) if reduction == "mean" else grad'
# new = 'return grad / grad.size if reduction == "mean" else grad'
# [[change]]
# question = "q6"
# old = "-np.minimum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# new = "-(np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# ///
