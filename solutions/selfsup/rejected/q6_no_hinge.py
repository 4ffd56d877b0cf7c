# /// solution
# why = "Features that vary more than enough are rewarded."
# scores = { q6 = 1.25 }
# fails = { q6 = ["three terms by hand", "all together", "variance", "weights and batches", "gradients"] }
# misconception = { q6 = "T12.7/no_hinge" }
# [[change]]
# question = "q6"
# old = "torch.relu(gamma - torch.sqrt(z.var(dim=0) + eps)).mean()"
# new = "(gamma - torch.sqrt(z.var(dim=0) + eps)).mean()"
# ///
