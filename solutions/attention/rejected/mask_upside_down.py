# /// solution
# why = "True taken for 'hide' in attend; biases not counted."
# scores = { q1 = 2.5, q6 = 4 }
# fails = { q1 = ["one two five", "weights and answers", "nothing to see, and scores of a thousand"], q6 = ["parameters of the original", "counts of other layers"] }
# misconception = { q1 = "T7.1/mask_inverted", q6 = "T7.5/no_biases" }
# [[change]]
# question = "q1"
# old = "np.where(mask, scores, -np.inf)"
# new = "np.where(mask, -np.inf, scores)"
# [[change]]
# question = "q6"
# old = "return (1 + decoder) * (4 * d * d + 4 * d) + (2 + decoder) * 2 * d + 2 * d * ff + ff + d"
# new = "return (1 + decoder) * 4 * d * d + (2 + decoder) * d + 2 * d * ff"
# ///
