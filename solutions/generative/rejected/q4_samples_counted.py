# /// solution
# why = "Counts the pixels of the batch."
# scores = { q4 = 3 }
# fails = { q4 = ["channels mixed", "one channel, one pixel, mirrors, small determinants"] }
# [[change]]
# question = "q4"
# old = "x.shape[2] * x.shape[3] * np.linalg"
# new = "len(x) * x.shape[2] * x.shape[3] * np.linalg"
# ///
