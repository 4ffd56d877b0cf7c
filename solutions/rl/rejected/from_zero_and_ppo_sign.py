# /// solution
# why = "Takes the action with the best reward. A search for the best action that begins at 0: wrong where all are below. Returns what should be maximised."
# scores = { q2 = 4, q3 = 4, q6 = 2 }
# fails = { q2 = ["the best policies", "few rounds, equal actions"], q3 = ["steps of Q-learning"], q6 = ["four corners", "ratios and advantages", "one side only, nothing to clip, far beyond"] }
# misconception = { q2 = "T13.1/policy_of_rewards", q6 = "T13.4/ppo_sign", q3 = "T13.2/from_zero" }
# [[change]]
# question = "q2"
# old = "return V, Q, Q.argmax(axis=1)"
# new = "return V, Q, R.argmax(axis=1)"
# [[change]]
# question = "q3"
# old = "Q[s2].max()"
# new = "max(0.0, Q[s2].max())"
# [[change]]
# question = "q6"
# old = "-np.minimum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# new = "np.minimum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# ///
