# /// solution
# why = "Adds the pairs of each prompt."
# scores = { q4 = 1.5 }
# fails = { q4 = ["random rankings", "pairs, ties and rewards far apart", "two answers and four"] }
# misconception = { q4 = "T8.4/no_pairs_norm" }
# [[change]]
# question = "q4"
# old = "    return np.mean(np.logaddexp(0, r[:, worse] - r[:, better]))"
# new = "    return np.mean(np.sum(np.logaddexp(0, r[:, worse] - r[:, better]), axis=1))"
# ///
