"""The kinds of answers, one a file."""
