# /// solution
# why = "Averages each sequence, and then the sequences."
# scores = { q2 = 2.5 }
# fails = { q2 = ["padding", "another mark for padding", "sure, right or wrong"] }
# misconception = { q2 = "T8.2/mean_of_sequences" }
# [[change]]
# question = "q2"
# old = "    return -np.mean(logp[row, column, following[row, column]])"
# new = "    means = [-np.mean(logp[i, column[row == i], following[i, column[row == i]]]) if np.any(row == i) else 0.0 for i in range(len(labels))]\n    return np.mean(means)"
# ///
