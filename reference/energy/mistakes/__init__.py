"""Wrong versions of the functions of `reference.energy`, found by `misconceptions_of`."""
