# /// solution
# why = "Compares first views with second ones only, as CLIP does."
# scores = { q3 = 1 }
# fails = { q3 = ["two pictures", "losses of batches", "one picture, low temperatures, equal views", "gradients"] }
# misconception = { q3 = "T12.3/only_cross" }
# [[change]]
# question = "q3"
# old = "    return nn.functional.cross_entropy(s, positive_indices(len(z1)))"
# new = "    s = s[: len(z1), len(z1) :]\n    k = torch.arange(len(s))\n    return (nn.functional.cross_entropy(s, k) + nn.functional.cross_entropy(s.T, k)) / 2"
# ///
