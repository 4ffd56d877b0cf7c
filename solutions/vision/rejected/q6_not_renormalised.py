# /// solution
# why = "Takes the own text out after the softmax."
# scores = { q6 = 1.5 }
# fails = { q6 = ["the wrong texts of the row", "hard negatives", "two texts, equal ones, a sure positive"] }
# misconception = { q6 = "T9.6/not_renormalised" }
# [[change]]
# question = "q6"
# old = "    np.fill_diagonal(others, -np.inf)\n    return np.exp(log_softmax(others))"
# new = "    p = np.exp(log_softmax(others))\n    np.fill_diagonal(p, 0)\n    return p"
# ///
