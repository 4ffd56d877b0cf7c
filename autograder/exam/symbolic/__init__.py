"""Whether two expressions are equal: read without `eval`, compared by values and by algebra in a process of its own."""
