# /// solution
# why = "Weights masked after the softmax; norms not counted."
# scores = { q1 = 2.5, q6 = 4 }
# fails = { q1 = ["one two five", "weights and answers", "nothing to see, and scores of a thousand"], q6 = ["parameters of the original", "counts of other layers"] }
# misconception = { q1 = "T7.1/mask_after", q6 = "T7.5/no_norms" }
# [[change]]
# question = "q1"
# old = "kept = scores if mask is None else np.where(mask, scores, -np.inf)"
# new = "kept = scores"
# [[change]]
# question = "q1"
# old = "    return weights @ values, weights"
# new = "    weights = weights if mask is None else weights * mask\n    return weights @ values, weights"
# [[change]]
# question = "q6"
# old = " + (2 + decoder) * 2 * d"
# new = ""
# ///
