"""Wrong versions of the functions of `reference.vision`, found by `misconceptions_of`."""
