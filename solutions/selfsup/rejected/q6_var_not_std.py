# /// solution
# why = "A hinge on the variance."
# scores = { q6 = 1.25 }
# fails = { q6 = ["three terms by hand", "all together", "variance", "weights and batches", "gradients"] }
# misconception = { q6 = "T12.7/var_not_std" }
# [[change]]
# question = "q6"
# old = "torch.sqrt(z.var(dim=0) + eps)"
# new = "(z.var(dim=0) + eps)"
# ///
