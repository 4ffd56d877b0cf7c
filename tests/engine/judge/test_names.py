"""The names in a report are those that all cases of a question allow."""

import pytest

from autograder.results import Verdict
from tests.support.grading import Grader

TESTS = """
OK_FORMAT = False
from otter.test_files import test_case
import numpy as np
from autograder.checks import Misconception, agree
name = "q1"
points = 2
TWICE = [Misconception("t/twice", "Not twice.", lambda x: 2 * x)]


def right(x):
    return 1.0 * x


@test_case(name="two", points=1, hidden=True)
def test_two(f):
    agree(f, right, [(np.array([0.5, -1.25]),)], mutants=TWICE, name="f")


@test_case(name="three", points=1, hidden=True)
def test_three(f):
    agree(f, right, [(np.array([0.1, 0.7, -3.3]),)], mutants=TWICE, name="f")
"""
HANGS = TESTS.replace("def right(x):", "def right(x, n=1):\n    while n != 1:\n        pass")


@pytest.fixture(scope="module")
def course():
    with Grader({"q1": TESTS, "q2": HANGS.replace('"q1"', '"q2"').replace("(f)", "(h)").replace("(f,", "(h,")}) as g:
        yield g


def cases(course, source, question=0):
    return course.report([source]).questions[question].cases


def test_a_name_that_explains_all_failing_cases_is_in_the_report(course):
    found = cases(course, "def f(x): return x + x")
    assert [c.diagnosis.key for c in found] == ["t/twice", "t/twice"]
    assert "Not twice" not in "".join(c.message for c in found)


def test_a_name_that_matches_one_case_by_chance_is_not(course):
    found = cases(course, "def f(x): return 2 * x if len(x) == 2 else x")
    assert [c.verdict for c in found] == [Verdict.FAIL, Verdict.PASS]
    assert [c.diagnosis for c in found] == [None, None]


def test_what_a_result_looks_like_is_in_the_report(course):
    assert {c.diagnosis.key for c in cases(course, "def f(x): return -x")} == {"derived:times--1"}


def test_a_reference_that_hangs_on_odd_arguments_costs_the_name_and_nothing_else(course, monkeypatch):
    monkeypatch.setattr("autograder.engine.judge.reports.NAMES_S", 1.0)
    found = cases(course, "def h(x): return np.sinh(x)\nimport numpy as np", question=1)
    assert [c.verdict for c in found] == [Verdict.FAIL, Verdict.FAIL]
