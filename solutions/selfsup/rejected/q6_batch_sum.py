# /// solution
# why = "The sum over the batch."
# scores = { q6 = 1.5 }
# fails = { q6 = ["three terms by hand", "all together", "invariance", "weights and batches", "gradients"] }
# misconception = { q6 = "T12.7/batch_sum" }
# [[change]]
# question = "q6"
# old = "((z1 - z2) ** 2).sum(dim=1).mean()"
# new = "((z1 - z2) ** 2).sum()"
# ///
