"""A term's grades: people, attempts with their bytes, what they were judged to be worth, and who changed what."""
