"""The trusted side: holds tests, answers and scores, and asks a sandbox for the student's values."""
