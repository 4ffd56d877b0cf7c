"""The answer key: one module a lecture topic, pure functions, one source for NumPy and torch."""
