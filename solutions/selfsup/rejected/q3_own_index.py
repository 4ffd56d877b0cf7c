# /// solution
# why = "Every row is its own positive."
# scores = { q3 = 0 }
# fails = { q3 = ["three pictures, six views", "two pictures", "indices", "losses of batches", "one picture, low temperatures, equal views", "gradients"] }
# misconception = { q3 = "T12.3/own_index" }
# [[change]]
# question = "q3"
# old = "(torch.arange(2 * N) + N) % (2 * N)"
# new = "torch.arange(2 * N)"
# ///
