"""Wrong versions of the practical part, a module a topic."""
