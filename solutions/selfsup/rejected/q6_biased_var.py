# /// solution
# why = "Divides the variance by n."
# scores = { q6 = 1.25 }
# fails = { q6 = ["three terms by hand", "all together", "variance", "weights and batches", "gradients"] }
# misconception = { q6 = "T12.7/biased_var" }
# [[change]]
# question = "q6"
# old = "z.var(dim=0)"
# new = "z.var(dim=0, correction=0)"
# ///
