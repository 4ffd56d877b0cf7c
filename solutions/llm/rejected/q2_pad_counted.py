# /// solution
# why = "Padding costs nothing, but counts in the mean."
# scores = { q2 = 2 }
# fails = { q2 = ["padding", "another mark for padding", "sure, right or wrong", "three tokens, one of them padding"] }
# misconception = { q2 = "T8.2/pad_counted" }
# [[change]]
# question = "q2"
# old = "-np.mean(logp[row, column, following[row, column]])"
# new = "-np.sum(logp[row, column, following[row, column]]) / following.size"
# ///
