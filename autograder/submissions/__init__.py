"""Submissions: find them, read them as cells."""

from autograder.submissions.find import find_submissions, student_of
from autograder.submissions.limited import read_submission
from autograder.submissions.read import load_submission
from autograder.submissions.submission import Cell, LoadedSubmission, Submission

__all__ = [
    "Cell",
    "LoadedSubmission",
    "Submission",
    "find_submissions",
    "load_submission",
    "read_submission",
    "student_of",
]
