"""Unit 2: linear models, their losses, and how models are chosen."""
