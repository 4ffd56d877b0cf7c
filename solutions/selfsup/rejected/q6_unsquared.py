# /// solution
# why = "Plain distances."
# scores = { q6 = 2.5 }
# fails = { q6 = ["invariance", "weights and batches", "gradients"] }
# misconception = { q6 = "T12.7/unsquared" }
# [[change]]
# question = "q6"
# old = "((z1 - z2) ** 2).sum(dim=1).mean()"
# new = "((z1 - z2) ** 2).sum(dim=1).sqrt().mean()"
# ///
