# /// solution
# why = "γ is always 1."
# scores = { q6 = 3.25 }
# fails = { q6 = ["three terms by hand", "variance"] }
# [[change]]
# question = "q6"
# old = "torch.relu(gamma - torch"
# new = "torch.relu(1 - torch"
# ///
