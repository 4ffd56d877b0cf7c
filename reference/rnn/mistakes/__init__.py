"""Wrong versions of the functions of `reference.rnn`, found by `misconceptions_of`."""
