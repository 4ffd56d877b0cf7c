# /// solution
# why = "Queries and keys as long as they come."
# scores = { q4 = 2.25 }
# fails = { q4 = ["one query, two old keys", "losses of batches", "who learns"] }
# misconception = { q4 = "T12.4/not_normalised" }
# [[change]]
# question = "q4"
# old = "(nn.functional.normalize(part, dim=1) for part in (q, k.detach()))"
# new = "q, k.detach()"
# ///
