# /// solution
# why = "Discounts with 0.9 whatever is asked. Averages over the actions, in value iteration, too. Takes the last of equal actions. Divides always. Takes the larger of both."
# scores = { q1 = 1, q2 = 2, q3 = 4.5, q5 = 1.5, q6 = 2 }
# fails = { q1 = ["episodes", "cut off, one reward, none, and γ = 0 and 1"], q2 = ["two rounds", "the best of both", "rounds from any V", "the best policies", "few rounds, equal actions"], q3 = ["equal actions, no curiosity, nothing else, one action"], q5 = ["a baseline, and the sum", "sums, one step, logits of a thousand, a perfect critic"], q6 = ["four corners", "ratios and advantages", "one side only, nothing to clip, far beyond"] }
# misconception = { q2 = "T13.1/mean_over_actions", q6 = "T13.4/max_of_both", q3 = "T13.2/last_of_ties" }
# [[change]]
# question = "q1"
# old = "after = r[t] + gamma * after"
# new = "after = r[t] + 0.9 * after"
# [[change]]
# question = "q2"
# old = "return (R + gamma * P @ V).max(axis=1)"
# new = "return (R + gamma * P @ V).mean(axis=1)"
# [[change]]
# question = "q3"
# old = "probs[np.argmax(q)] += 1 - eps"
# new = "probs[len(q) - 1 - np.argmax(q[::-1])] += 1 - eps"
# [[change]]
# question = "q5"
# old = 'return grad / len(logits) if reduction == "mean" else grad'
# new = "return grad / len(logits)"
# [[change]]
# question = "q6"
# old = "-np.minimum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# new = "-np.maximum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# ///
