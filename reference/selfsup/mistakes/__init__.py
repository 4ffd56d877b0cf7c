"""Wrong versions of the functions of `reference.selfsup`, found by `misconceptions_of`."""
