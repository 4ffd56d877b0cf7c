# /// solution
# why = "Leaves a view among its negatives."
# scores = { q3 = 1 }
# fails = { q3 = ["two pictures", "losses of batches", "one picture, low temperatures, equal views", "gradients"] }
# misconception = { q3 = "T12.3/self_included" }
# [[change]]
# question = "q3"
# old = "(z @ z.T / temperature).masked_fill(own, -torch.inf)"
# new = "z @ z.T / temperature"
# ///
