# /// solution
# why = "Positives of the first views only."
# scores = { q3 = 0 }
# fails = { q3 = ["three pictures, six views", "two pictures", "indices", "losses of batches", "one picture, low temperatures, equal views", "gradients"] }
# misconception = { q3 = "T12.3/first_half_only" }
# [[change]]
# question = "q3"
# old = "(torch.arange(2 * N) + N) % (2 * N)"
# new = "torch.arange(N) + N"
# ///
