# /// solution
# why = "The sum over features."
# scores = { q6 = 1.25 }
# fails = { q6 = ["three terms by hand", "all together", "variance", "weights and batches", "gradients"] }
# misconception = { q6 = "T12.7/variance_sum" }
# [[change]]
# question = "q6"
# old = "torch.relu(gamma - torch.sqrt(z.var(dim=0) + eps)).mean()"
# new = "torch.relu(gamma - torch.sqrt(z.var(dim=0) + eps)).sum()"
# ///
