# /// solution
# why = "Multiplies by log 2."
# scores = { q2 = 4 }
# fails = { q2 = ["all probabilities sum to one", "bits"] }
# misconception = { q2 = "T10.1/ln2_times" }
# [[change]]
# question = "q2"
# old = "nll / (n_dims * np.log(2))"
# new = "nll * np.log(2) / n_dims"
# ///
