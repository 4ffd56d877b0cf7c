"""Hints for names that do not exist."""

from autograder.errors import LISTED, nearest


def test_a_hint_lists_what_there_is_and_cuts_a_long_list():
    names = [f"s{i:03}" for i in range(LISTED + 5)]
    assert nearest("q", names[:2]) == "there are: s000, s001"
    assert nearest("q", names) == f"there are: {', '.join(names[:LISTED])} … ({LISTED + 5} in all)"
    assert nearest("q", []) == "there are: none"
    assert nearest("quizz", ["quiz", "final"]) == "did you mean 'quiz'?"
