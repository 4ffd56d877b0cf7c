"""Which submissions share code that others do not have: for a person to look at. Nobody loses points by it."""
