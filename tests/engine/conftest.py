"""A small stock-shaped zip, and a judge for it, shared by the tests of the engine and of attacks."""

import pytest

from tests.support.grading import Grader


@pytest.fixture(scope="module")
def grader():
    """Grades cells against one fixed set of questions; the zygote is shared by the module."""
    with Grader(limits={"cell_s": 1.5, "case_s": 1.0}) as g:
        yield g
