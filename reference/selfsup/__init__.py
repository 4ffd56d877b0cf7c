"""Unit 12: metric learning and self-supervision."""
