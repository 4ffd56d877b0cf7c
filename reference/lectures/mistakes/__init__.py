"""Wrong versions of the functions of `reference.lectures`, found by `misconceptions_of`."""
