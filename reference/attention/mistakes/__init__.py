"""Wrong versions of the functions of `reference.attention`, found by `misconceptions_of`."""
