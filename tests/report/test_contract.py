"""What of a broken contract or a crash a student reads: always the cause, once; the author's hint only where it fits."""

import pytest

from autograder.report.gradescope import gradescope_results
from autograder.report.notebook import annotated_notebook
from autograder.report.student import SEE, question_view, student_page
from autograder.results import Verdict
from tests.report.samples import case, question, report

SHAPE = "f: expected shape (2,), got (2, 1)"
LEVELS = ("none", "name", "hint", "full")


def broken(name, contract=SHAPE, *, hidden=True):
    return case(
        name,
        Verdict.FAIL,
        hidden=hidden,
        contract=contract,
        failure_message="Think of the mean.",
        message=f"f with 3: {contract}",
    )


@pytest.mark.parametrize("level", LEVELS)
def test_a_broken_contract_is_shown_at_every_disclosure_and_the_hint_is_not(level):
    one = report(question("q1", broken("random")))
    page = student_page(one, audience="student", disclosure=level, class_link=None)
    assert SHAPE in page
    assert "Think of the mean." not in page
    assert ("f with 3" in page) == (level == "full")


def test_the_hint_is_shown_where_the_contract_held():
    page = student_page(
        report(question("q1", broken("random", ""))), audience="student", disclosure="hint", class_link=None
    )
    assert "Think of the mean." in page


@pytest.mark.parametrize("level", LEVELS[:3])
def test_what_several_cases_have_in_common_is_said_once(level):
    one = report(question("q1", *(broken(name) for name in "abc"), broken("d", "f: it changed x")))
    page = student_page(one, audience="student", disclosure=level, class_link=None)
    assert page.count(SHAPE) == page.count("f: it changed x") == 1
    assert page.count(SEE) == (0 if level == "none" else 3)


def test_a_public_case_that_says_more_says_it_once():
    view = question_view(question("q1", broken("a", hidden=False), broken("b", hidden=False)), "hint")
    assert [c["message"] for c in view["cases"]] == [f"f with 3: {SHAPE}", SEE]


def test_staff_see_every_message():
    view = question_view(question("q1", broken("a"), broken("b")), "full")
    assert [c["message"] for c in view["cases"]] == [f"f with 3: {SHAPE}"] * 2


def test_the_line_that_crashed_is_escaped():
    crash = broken("a", "your code raised KeyError in line 1 of cell 2\n<script>alert(1)</script>")
    page = student_page(report(question("q1", crash)), audience="student", disclosure="none", class_link=None)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_the_notebook_and_gradescope_tell_it_too():
    import nbformat

    one = report(question("q1", broken("a"), broken("b")))
    text = annotated_notebook(nbformat.v4.new_notebook(), {}, one, "none").decode()
    assert text.count("expected shape".replace(" ", " ")) == 1
    assert gradescope_results(one, {})["output"].count(SHAPE) == 1
