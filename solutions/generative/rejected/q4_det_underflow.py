# /// solution
# why = "Takes the logarithm of a determinant."
# scores = { q4 = 2.5 }
# fails = { q4 = ["a push, and a mixture of channels", "channels mixed", "one channel, one pixel, mirrors, small determinants"] }
# [[change]]
# question = "q4"
# old = "np.linalg.slogdet(W)[1]"
# new = "np.log(np.linalg.det(W))"
# ///
