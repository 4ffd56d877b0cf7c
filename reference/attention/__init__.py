"""Unit 7: attention, transformers, and what a modern block changes."""
