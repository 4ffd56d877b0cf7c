# /// solution
# why = "Other keys of the batch are the negatives."
# scores = { q4 = 2.25 }
# fails = { q4 = ["one query, two old keys", "losses of batches", "who learns"] }
# misconception = { q4 = "T12.4/batch_negatives" }
# [[change]]
# question = "q4"
# old = "    logits = torch.cat([(q * k).sum(dim=1, keepdim=True), q @ queue.detach().T], dim=1) / temperature\n"
# new = "    logits = q @ k.T / temperature\n"
# [[change]]
# question = "q4"
# old = "torch.zeros(len(q), dtype=torch.int64)"
# new = "torch.arange(len(q))"
# ///
