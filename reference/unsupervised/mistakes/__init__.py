"""Wrong versions of the functions of `reference.unsupervised`, found by `misconceptions_of`."""
