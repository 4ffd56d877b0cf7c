# /// solution
# why = "Stops after the first round. Changes the table that it was given. Does not clip."
# scores = { q2 = 3.5, q3 = 2, q6 = 2 }
# fails = { q2 = ["the best of both", "the best policies", "few rounds, equal actions"], q3 = ["one step of each", "the last step", "steps of Q-learning", "steps of SARSA"], q6 = ["four corners", "ratios and advantages", "one side only, nothing to clip, far beyond"] }
# misconception = { q2 = "T13.1/one_sweep", q6 = "T13.4/no_clip" }
# [[change]]
# question = "q2"
# old = "moved, V = np.abs(new - V).max(), new"
# new = "moved, V = 0, new"
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2].max()\n    new = Q.astype(float)\n    new[s, a] += alpha * (target - Q[s, a])\n    return new"
# new = "target = r if done else r + gamma * Q[s2].max()\n    new = Q\n    new[s, a] += alpha * (target - Q[s, a])\n    return new"
# [[change]]
# question = "q3"
# old = "target = r if done else r + gamma * Q[s2, a2]\n    new = Q.astype(float)\n    new[s, a] += alpha * (target - Q[s, a])\n    return new"
# new = "target = r if done else r + gamma * Q[s2, a2]\n    new = Q\n    new[s, a] += alpha * (target - Q[s, a])\n    return new"
# [[change]]
# question = "q6"
# old = "-np.minimum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# new = "-(ratio * adv).mean()"
# ///
