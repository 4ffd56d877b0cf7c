"""Wrong versions of the functions of `reference.training`, found by `misconceptions_of`."""
