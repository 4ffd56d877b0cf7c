# /// solution
# why = "The sum over anchors."
# scores = { q3 = 1 }
# fails = { q3 = ["two pictures", "losses of batches", "one picture, low temperatures, equal views", "gradients"] }
# [[change]]
# question = "q3"
# old = "cross_entropy(s, positive_indices(len(z1)))"
# new = "cross_entropy(s, positive_indices(len(z1)), reduction=\"sum\")"
# ///
