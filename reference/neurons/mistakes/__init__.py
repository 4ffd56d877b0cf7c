"""Wrong versions of the functions of `reference.neurons`, found by `misconceptions_of`."""
