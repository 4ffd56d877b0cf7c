# /// solution
# why = "Takes the last of equal actions. Sums over the batch."
# scores = { q2 = 5, q6 = 2 }
# fails = { q2 = ["few rounds, equal actions"], q6 = ["four corners", "ratios and advantages", "one side only, nothing to clip, far beyond"] }
# misconception = { q2 = "T13.1/last_of_ties" }
# [[change]]
# question = "q2"
# old = "return V, Q, Q.argmax(axis=1)"
# new = "return V, Q, Q.shape[1] - 1 - Q[:, ::-1].argmax(axis=1)"
# [[change]]
# question = "q6"
# old = "-np.minimum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()"
# new = "-np.minimum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).sum()"
# ///
