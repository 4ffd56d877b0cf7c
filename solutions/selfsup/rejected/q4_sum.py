# /// solution
# why = "The sum over the batch."
# scores = { q4 = 2.75 }
# fails = { q4 = ["losses of batches", "who learns"] }
# [[change]]
# question = "q4"
# old = "dtype=torch.int64))"
# new = "dtype=torch.int64), reduction=\"sum\")"
# ///
