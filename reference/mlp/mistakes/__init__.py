"""Wrong versions of the functions of `reference.mlp`, found by `misconceptions_of`."""
