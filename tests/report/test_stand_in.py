"""A question that was judged with the course's own answer to an earlier one says so wherever people read its points."""

import csv
import io

import nbformat
import pytest

from autograder.report.classpage import class_page
from autograder.report.csvfile import scores_csv
from autograder.report.gradescope import gradescope_results
from autograder.report.notebook import annotated_notebook
from autograder.report.student import student_page
from autograder.results import Report, Verdict
from tests.report.samples import HOSTILE, case, good, question, report
from tests.report.test_student import Reader
from tests.report.test_terminal import printed

SWAPPED = report(
    question("q1", case("a", Verdict.FAIL)),
    question("q2", case("b", Verdict.FAIL)),
    question("q5", case("c"), with_reference=("q1", "q2")),
)
WORDS = "Judged with the course's own q1 and q2 in place of yours, because yours are wrong."


@pytest.mark.parametrize("audience", ["student", "staff"])
def test_the_page_says_whose_answer_stood_in(audience):
    text = Reader(student_page(SWAPPED, audience=audience, disclosure="none", class_link=None)).text
    assert text.count(WORDS) == 1


def test_one_answer_is_one_answer():
    r = report(question("q5", case("c"), with_reference=("q1",)))
    page = student_page(r, audience="student", disclosure="none", class_link=None)
    assert "own q1 in place of yours, because yours is wrong." in Reader(page).text


def test_the_points_are_those_of_the_second_judgement_everywhere():
    """The cases are of the first one, in which they failed."""
    r = report(question("q5", case("c", Verdict.FAIL), case("d", Verdict.FAIL), points=2.0, with_reference=("q1",)))
    text = Reader(student_page(r, audience="student", disclosure="full", class_link=None)).text
    assert "2 / 2" in text
    assert "the tests below ran with your own" in text
    assert sum(t["score"] for t in gradescope_results(r, {})["tests"] if "score" in t) == 2.0
    header, row = csv.reader(io.StringIO(scores_csv([r])))
    assert row[header.index("q5")] == "2"


def test_gradescope_says_it_above_the_questions():
    assert gradescope_results(SWAPPED, {})["output"].startswith(f"q5: {WORDS}")
    assert "output" not in gradescope_results(good(), {})


def test_the_notebook_says_it_beside_the_verdicts():
    cells = nbformat.reads(annotated_notebook(nbformat.v4.new_notebook(), {}, SWAPPED, "none").decode(), 4).cells
    told = [c.source for c in cells if "own q1 and q2 in place" in c.source]
    assert ["q5" in source for source in told] == [True]


def test_the_class_page_marks_the_points():
    reader = Reader(class_page([SWAPPED, good()], {}))
    assert [a["title"] for t, a in reader.tags if t == "abbr"] == ["judged with the course's own q1 and q2"]
    assert "1 judged with the course's own answer" in reader.text
    assert "†" not in Reader(class_page([good()], {})).text


def test_the_table_notes_it():
    header, swapped, other = csv.reader(io.StringIO(scores_csv([SWAPPED, good()])))
    note = "q5 judged with the course's own q1 and q2"
    assert (header[-1], swapped[-1], other[-1]) == ("notes", note, "")
    assert len({len(header), len(swapped), len(other)}) == 1


def test_the_terminal_notes_it():
    assert "q5 judged with the course's own q1 and q2" in printed([SWAPPED])


def test_the_flag_survives_json():
    assert Report.from_json(SWAPPED.to_json()) == SWAPPED


def test_hostile_names_make_no_tag_here_either():
    r = report(question(HOSTILE, case("c"), with_reference=(HOSTILE,)))
    tags = Reader(student_page(r, audience="student", disclosure="none", class_link=None) + class_page([r], {})).tags
    assert "img" not in {t for t, _ in tags}
