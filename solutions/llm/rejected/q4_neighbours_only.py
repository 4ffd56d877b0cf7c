# /// solution
# why = "Compares each answer with the next one."
# scores = { q4 = 1.5 }
# fails = { q4 = ["random rankings", "pairs, ties and rewards far apart", "two answers and four"] }
# misconception = { q4 = "T8.4/neighbours_only" }
# [[change]]
# question = "q4"
# old = "    better, worse = np.triu_indices(r.shape[1], k=1)\n    return np.mean(np.logaddexp(0, r[:, worse] - r[:, better]))"
# new = "    return np.mean(np.logaddexp(0, r[:, 1:] - r[:, :-1]))"
# ///
