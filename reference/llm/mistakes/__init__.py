"""Wrong versions of the functions of `reference.llm`, found by `misconceptions_of`."""
