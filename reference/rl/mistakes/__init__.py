"""Wrong versions of the functions of `reference.rl`, found by `misconceptions_of`."""
