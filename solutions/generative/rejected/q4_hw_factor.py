# /// solution
# why = "Counts one pixel."
# scores = { q4 = 2.5 }
# fails = { q4 = ["a push, and a mixture of channels", "channels mixed", "one channel, one pixel, mirrors, small determinants"] }
# misconception = { q4 = "T10.3/hw_factor" }
# [[change]]
# question = "q4"
# old = "x.shape[2] * x.shape[3] * np.linalg"
# new = "np.linalg"
# ///
