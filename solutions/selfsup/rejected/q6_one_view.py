# /// solution
# why = "Asks variance and covariance of one view."
# scores = { q6 = 2.5 }
# fails = { q6 = ["all together", "weights and batches", "gradients"] }
# misconception = { q6 = "T12.7/one_view" }
# [[change]]
# question = "q6"
# old = "variance_term(z1) + variance_term(z2)"
# new = "variance_term(z1)"
# [[change]]
# question = "q6"
# old = "(covariance_term(z1) + covariance_term(z2))"
# new = "covariance_term(z1)"
# ///
