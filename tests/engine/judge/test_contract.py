"""What the judge says of a crash or a broken contract: the student's own line, and nothing that a test knows."""

from functools import partial

import pytest

from autograder.engine.judge.exceptions import StudentError, crash, line_in, student_error
from autograder.results import Verdict
from tests.support.grading import Grader

TEST = """
from otter.test_files import test_case
from autograder.checks import agree
OK_FORMAT = False
name, points = "q1", 2

@test_case(name="values", hidden=True, points=1, failure_message="A hint about values.")
def test_values(f):
    agree(f, lambda x: 2 * x, [(53,)], name="f")

@test_case(name="again", hidden=True, points=1)
def test_again(f):
    agree(f, lambda x: 2 * x, [(54,)], name="f")
"""
IN_CELLS = partial(line_in, {4: "import math\ndef f(x):\n    return x / 0"})


def error(**data):
    return student_error(
        {"type": "ZeroDivisionError", "bases": ["builtins.ZeroDivisionError"], "message": "53", **data}
    )


def test_a_crash_names_the_kind_and_the_line_of_the_notebook():
    assert crash(error(line=[3, "return x / 0"]), IN_CELLS) == (
        "your code raised ZeroDivisionError in line 3 of cell 4\nreturn x / 0"
    )


@pytest.mark.parametrize(
    "line",
    [[3, "return 53"], [4, "return x / 0"], [-1, "return x / 0"], [3], "3", ["3", "return x / 0"], [2**70, "53"]],
)
def test_a_line_that_the_notebook_does_not_have_is_not_shown(line):
    assert crash(error(line=line), IN_CELLS) == "your code raised ZeroDivisionError"


def test_a_class_of_the_students_is_called_by_what_it_derives_from():
    told = student_error({"type": "Saw53", "bases": ["__main__.Saw53", "builtins.KeyError"], "message": "53"})
    assert isinstance(told, StudentError)
    assert crash(told, partial(line_in, {})) == "your code raised KeyError"


def test_a_long_line_is_cut():
    long = f"x = '{'a' * 500}'"
    assert len(crash(error(line=[1, long]), partial(line_in, {0: long}))) < 300


def test_a_crash_in_a_sandbox_names_its_line_and_not_what_the_test_passed():
    cell = "class Saw53(ValueError):\n    pass\ndef f(x):\n    y = x\n    raise Saw53(repr(x))"
    with Grader({"q1": TEST}) as grader:
        cases = grader.report([cell]).questions[0].cases
    assert [c.verdict for c in cases] == [Verdict.ERROR] * 2
    assert {c.contract for c in cases} == {"your code raised ValueError in line 5 of cell 1\nraise Saw53(repr(x))"}
    assert "53" in cases[0].message


def test_what_is_missing_and_what_has_another_structure_is_a_contract():
    with Grader({"q1": TEST}) as grader:
        missing = grader.report(["x = 1"]).questions[0].cases[0]
        other = grader.report(["def f(x):\n    return [x]"]).questions[0].cases[0]
    assert missing.verdict is Verdict.MISSING
    assert missing.contract == missing.message
    assert other.contract == "f: expected a number, got a list"


def test_a_wrong_value_is_none():
    with Grader({"q1": TEST}) as grader:
        wrong = grader.report(["def f(x):\n    return 3 * x"]).questions[0].cases[0]
    assert (wrong.verdict, wrong.contract) == (Verdict.FAIL, "")
