# /// solution
# why = "Divides by the number of entries."
# scores = { q6 = 1.25 }
# fails = { q6 = ["three terms by hand", "all together", "covariance", "weights and batches", "gradients"] }
# misconception = { q6 = "T12.7/cov_div_d2" }
# [[change]]
# question = "q6"
# old = "/ len(C)"
# new = "/ len(C) ** 2"
# ///
