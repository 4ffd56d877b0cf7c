# /// solution
# why = "Puts the positive last and takes class 0 for right."
# scores = { q4 = 2.25 }
# fails = { q4 = ["one query, two old keys", "losses of batches", "who learns"] }
# misconception = { q4 = "T12.4/positive_last" }
# [[change]]
# question = "q4"
# old = "torch.cat([(q * k).sum(dim=1, keepdim=True), q @ queue.detach().T], dim=1)"
# new = "torch.cat([q @ queue.detach().T, (q * k).sum(dim=1, keepdim=True)], dim=1)"
# ///
