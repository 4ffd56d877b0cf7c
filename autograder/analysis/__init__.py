"""What the results of a class say of the questions, not of the students."""
