"""Wrong versions of the functions of `reference.linear`, found by `misconceptions_of`."""
