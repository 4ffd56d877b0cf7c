# /// solution
# why = "Inner products instead of cosines."
# scores = { q3 = 1 }
# fails = { q3 = ["two pictures", "losses of batches", "one picture, low temperatures, equal views", "gradients"] }
# misconception = { q3 = "T12.3/not_normalised" }
# [[change]]
# question = "q3"
# old = "nn.functional.normalize(torch.cat([z1, z2]), dim=1)"
# new = "torch.cat([z1, z2])"
# ///
