# /// solution
# why = "Masked scores of 0."
# scores = { q1 = 2.5 }
# fails = { q1 = ["one two five", "weights and answers", "nothing to see, and scores of a thousand"] }
# misconception = { q1 = "T7.1/zero_for_masked" }
# [[change]]
# question = "q1"
# old = "np.where(mask, scores, -np.inf)"
# new = "scores * mask"
# ///
