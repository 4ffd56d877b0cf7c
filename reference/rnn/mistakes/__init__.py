"""Wrong versions of the functions of `reference.cnn`, found by `misconceptions_of`."""
