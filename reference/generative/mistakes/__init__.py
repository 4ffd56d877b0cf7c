"""Wrong versions of the functions of `reference.generative`, found by `misconceptions_of`."""
