# /// solution
# why = "Takes the logarithm of a determinant."
# scores = { q4 = 3 }
# fails = { q4 = ["channels mixed", "one channel, one pixel, mirrors, small determinants"] }
# [[change]]
# question = "q4"
# old = "np.linalg.slogdet(W)[1]"
# new = "np.log(np.linalg.det(W))"
# ///
