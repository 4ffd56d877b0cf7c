# /// solution
# why = "The denominator holds negatives alone."
# scores = { q3 = 1 }
# fails = { q3 = ["two pictures", "losses of batches", "one picture, low temperatures, equal views", "gradients"] }
# misconception = { q3 = "T12.3/positive_left_out" }
# [[change]]
# question = "q3"
# old = "    return nn.functional.cross_entropy(s, positive_indices(len(z1)))"
# new = "    k = torch.as_tensor(positive_indices(len(z1)))\n    rows = torch.arange(len(z))\n    rest = s.clone()\n    rest[rows, k] = -torch.inf\n    return (rest.logsumexp(dim=1) - s[rows, k]).mean()"
# ///
