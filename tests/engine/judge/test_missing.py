"""Why a name is missing is said once, by its cause; cells are numbered as Jupyter numbers them."""

import pytest

from autograder.engine.judge.missing import should_define, why_missing
from autograder.results import Verdict
from autograder.submissions import Cell
from autograder.submissions.submission import cell_numbers
from tests.support.grading import GOOD

CRASHES = "cell 3 did not run to its end, and what it should define is missing"


def messages(report):
    return {c.message for q in report.questions for c in q.cases if c.verdict is Verdict.MISSING}


@pytest.mark.parametrize("before", ["raise ValueError\n", "def other(:\n", "1 / 0\n"])
def test_a_failed_cell_is_the_one_cause_of_all_that_it_should_define(grader, before):
    report = grader.report(["x = 1", "", "y = 2", before + GOOD["q1"] + "\n" + GOOD["q2"]])
    assert messages(report) == {CRASHES}
    assert {c.contract for q in report.questions for c in q.cases} == {CRASHES}


def test_a_name_that_is_nearly_right_is_asked_about(grader):
    report = grader.report(["def my_square(x): return x * x", GOOD["q2"]])
    assert messages(report) == {"`square` is not defined; did you mean 'my_square'?"}


def test_a_failed_cell_that_defines_something_else_is_no_cause(grader):
    (said,) = messages(grader.report(["z = 1 / 0", GOOD["q2"]]))
    assert said.startswith("`square` is not defined: the cell that defines it")


def test_an_empty_cell_and_text_have_no_number():
    cells = [("markdown", "# A"), ("code", "x"), ("code", " \n"), ("raw", "r"), ("code", "y")]
    assert cell_numbers(Cell(k, s, {}, i) for i, (k, s) in enumerate(cells)) == {1: 1, 4: 2}


def test_a_report_and_its_traceback_name_the_same_cell(grader):
    report = grader.report(["import os\nos._exit(1)", "x = 1", "1 / 0", GOOD["q1"], GOOD["q2"]])
    crashed, raised = report.cells
    assert (crashed.number, crashed.index) == (1, 0)
    assert (raised.number, raised.index) == (3, 2)
    assert "Cell In[3], line 1" in raised.traceback


def test_what_a_cell_uses_it_does_not_define():
    assert not should_define("y = square(2)\nsquare == 3", "square")
    assert why_missing(["square"], {1: "y = 2"}, ()).startswith("`square` is not defined: the cell")
