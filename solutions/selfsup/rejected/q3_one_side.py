# /// solution
# why = "First views are anchors, second ones are not."
# scores = { q3 = 1.5 }
# fails = { q3 = ["losses of batches", "one picture, low temperatures, equal views", "gradients"] }
# misconception = { q3 = "T12.3/one_side" }
# [[change]]
# question = "q3"
# old = "nn.functional.cross_entropy(s, positive_indices(len(z1)))"
# new = "nn.functional.cross_entropy(s[: len(z1)], positive_indices(len(z1))[: len(z1)])"
# ///
