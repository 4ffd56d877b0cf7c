"""A course: its files, and what is built of them."""
