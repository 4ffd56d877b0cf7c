# /// solution
# why = "Punishes variances, too."
# scores = { q6 = 1.25 }
# fails = { q6 = ["three terms by hand", "all together", "covariance", "weights and batches", "gradients"] }
# misconception = { q6 = "T12.7/diag_cov" }
# [[change]]
# question = "q6"
# old = "(C.pow(2).sum() - C.diagonal().pow(2).sum())"
# new = "C.pow(2).sum()"
# ///
