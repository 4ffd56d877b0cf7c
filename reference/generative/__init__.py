"""Unit 10: models that give data a likelihood, samples, or both."""
