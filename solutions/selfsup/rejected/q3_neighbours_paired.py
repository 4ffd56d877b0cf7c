# /// solution
# why = "Takes rows 0 and 1 for the two views of a picture."
# scores = { q3 = 0 }
# fails = { q3 = ["three pictures, six views", "two pictures", "indices", "losses of batches", "one picture, low temperatures, equal views", "gradients"] }
# misconception = { q3 = "T12.3/neighbours_paired" }
# [[change]]
# question = "q3"
# old = "(torch.arange(2 * N) + N) % (2 * N)"
# new = "torch.arange(2 * N) ^ 1"
# ///
