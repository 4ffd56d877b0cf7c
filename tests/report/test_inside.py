"""A test that ran beside the student's code says so wherever people read its points; a class shows who brought it about."""

import csv
import io

import nbformat
import pytest

from autograder.report.classpage import class_page
from autograder.report.csvfile import scores_csv
from autograder.report.gradescope import gradescope_results
from autograder.report.inside import inside_lines, inside_rows
from autograder.report.notebook import annotated_notebook
from autograder.report.student import student_page
from autograder.report.text import INSIDE
from autograder.results import Report, Verdict
from tests.report.samples import HOSTILE, case, good, question, report
from tests.report.test_student import Reader
from tests.report.test_terminal import printed

WHY = "compares an object of class 'Point'"


def beside(name, verdict=Verdict.PASS, **more):
    return case(name, verdict, inside=True, beyond=more.pop("beyond", WHY), **more)


ONE = report(question("q1", case("a"), beside("b", Verdict.FAIL)), question("q2", beside("c", hidden=True)))


@pytest.mark.parametrize("disclosure", ["none", "name", "hint", "full"])
def test_the_student_reads_it_at_every_such_test(disclosure):
    text = Reader(student_page(ONE, audience="student", disclosure=disclosure, class_link=None)).text
    assert text.count(INSIDE) == 2
    assert WHY not in text, "what a hidden test asks is not for students"


def test_staff_read_why():
    text = Reader(student_page(ONE, audience="staff", disclosure="none", class_link=None)).text
    assert (text.count(INSIDE), text.count(WHY)) == (2, 2)


def test_nothing_is_said_where_nothing_ran_inside():
    page = student_page(good(), audience="staff", disclosure="full", class_link=None)
    assert "tampered" not in page + class_page([good()], {}) + scores_csv([good()]) + str(
        gradescope_results(good(), {})
    )


def test_gradescope_says_it_in_the_test_and_above():
    out = gradescope_results(ONE, {"show_hidden": True})
    assert "q1, q2: tests ran beside the student's code" in out["output"]
    assert str(out["tests"]).count("tampered") == 2


def test_the_csv_counts_them():
    header, row = csv.reader(io.StringIO(scores_csv([ONE])))
    assert (
        row[header.index("notes")]
        == "q1: 1 test ran beside the student's code; q2: 1 test ran beside the student's code"
    )


def test_the_notebook_says_it_below_the_verdict():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("grader.check('q1')")])
    text = annotated_notebook(notebook, {}, ONE, "full").decode()
    assert text.count("could have been tampered with") == 2


def test_the_terminal_names_the_questions():
    assert "q1: 1 test ran beside the student's code" in printed([ONE])


def test_a_report_keeps_the_mark():
    assert Report.from_json(ONE.to_json()).questions[0].cases[1].inside


def the_class(needed, passed, size=6):
    """Reports of which the first `needed` were judged inside, and the first `passed` of those passed."""
    verdicts = [Verdict.PASS if i < passed else Verdict.FAIL for i in range(size)]
    cases = [beside("b", v) if i < needed else case("b", v) for i, v in enumerate(verdicts)]
    return [report(question("q1", c), submission=f"s{i}", student=f"Student {i}") for i, c in enumerate(cases)]


def test_a_need_of_the_test_is_nobodys_fault():
    (row,) = inside_rows(the_class(6, 3))
    assert (row["count"], row["taken"], row["few"], row["suspects"]) == (6, 6, False, [])
    assert len(inside_lines(the_class(6, 3))) == 1


def test_who_passed_what_only_few_needed_is_named():
    class_ = the_class(2, 1)
    (row,) = inside_rows(class_)
    assert [r.student for r in row["suspects"]] == ["Student 0"]
    assert inside_lines(class_) == [
        f"q1: b (2 of 6): the test {WHY}",
        "  only few needed it; look at what these handed in: Student 0",
    ]
    text = Reader(class_page(class_, {})).text
    assert "Only few needed it" in text
    assert text.count("Student 0") == 2, "in the list and in the table"


def test_the_text_of_a_class_name_is_harmless():
    r = report(question("q1", beside("b", beyond=HOSTILE)), student=HOSTILE)
    assert "<script>document" not in class_page([r], {}) + student_page(
        r, audience="staff", disclosure="full", class_link=None
    )
