# /// solution
# why = "Divides the covariance by n."
# scores = { q6 = 1.25 }
# fails = { q6 = ["three terms by hand", "all together", "covariance", "weights and batches", "gradients"] }
# misconception = { q6 = "T12.7/biased_cov" }
# [[change]]
# question = "q6"
# old = "z.T @ z / (len(z) - 1)"
# new = "z.T @ z / len(z)"
# ///
