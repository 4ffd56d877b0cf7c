"""What waits for a person is no zero in any figure of a class."""

import csv
import io
import re

import msgspec
from rich.console import Console

from autograder.report.classpage import class_page, question_rows
from autograder.report.csvfile import scores_csv
from autograder.report.terminal import class_table
from autograder.report.text import class_notes
from autograder.results import HandedIn, Verdict
from tests.report.samples import case, question, report, ungradable
from tests.report.test_student import Reader, page


def answered(name, code, text=None):
    """A report of a question that the machine decides, and one that a person does; without points it waits."""
    mark = case("answer", Verdict.PENDING, 4) if text is None else case("answer", Verdict.PASS, text)
    return report(question("code", case("x", possible=code)), question("text", mark), submission=name, student=name)


CLASS = [answered("a", 6, 4), answered("b", 2, None)]
SAID = "1 of 2 graded submissions wait for a person (4 points): means and percentages are over the 1 that are decided."


def test_the_mean_is_over_what_is_decided_and_says_so():
    assert class_notes(CLASS) == [SAID]
    page = Reader(class_page(CLASS, {})).text
    assert SAID in page
    assert "10mean of 10" in page


def test_a_question_that_waits_is_in_no_mean_and_no_failed_test():
    code, text = question_rows(CLASS)
    assert (code["mean"], code["waits"]) == (4, 0)
    assert (text["mean"], text["waits"], text["count"], text["cases"][0]["failed"]) == (4, 1, 1, 0)


def test_a_question_that_nobody_marked_yet_has_no_mean():
    assert question_rows(CLASS[1:])[1]["mean"] is None
    assert "– / 4" in Reader(class_page(CLASS[1:], {})).text


def test_the_terminals_mean_leaves_out_what_waits():
    out = Console(width=120, file=io.StringIO())
    out.print(class_table(CLASS))
    foot = next(line for line in out.file.getvalue().splitlines() if "mean" in line)
    assert [cell.strip() for cell in foot.split("│")[1:5]] == ["mean", "10", "4", "4"]


def test_the_table_says_how_many_points_wait():
    assert [r["waiting"] for r in csv.DictReader(io.StringIO(scores_csv(CLASS)))] == ["", "4"]


def test_a_part_of_the_points_from_a_person_is_no_failed_test():
    part = msgspec.structs.replace(case("argument", Verdict.FAIL, 2), points=1.0, marked=True, message="marked: why?")
    marked = report(question("text", part, points=1.0))
    (row,) = question_rows([marked])
    assert (row["mean"], [c["failed"] for c in row["cases"]]) == (1, [])
    shown = Reader(page(marked)).text
    assert "marked: why?" in shown
    assert "not right yet" not in shown


def test_what_waits_is_no_number_in_the_table_the_terminal_and_the_page():
    """An export to a platform would take it for the student's score."""
    _, row = csv.DictReader(io.StringIO(scores_csv(CLASS)))
    assert (row["total"], row["text"], row["code"], row["decided"], row["waiting"]) == ("", "", "2", "2", "4")
    out = Console(width=120, file=io.StringIO())
    out.print(class_table(CLASS))
    line = next(line for line in out.file.getvalue().splitlines() if line.startswith("│ b"))
    assert [cell.strip() for cell in line.split("│")[2:5]] == ["2…/6", "2/2", "…/4"]
    cells = re.findall(r'<td class="n[^"]*" data-v="([^"]*)">(?:<b>)?([^<]*)<', class_page(CLASS, {}))
    assert cells[3:] == [("2.0", "2…"), ("2", "2"), ("", "…")]


def test_every_figure_of_the_page_is_over_the_same_submissions_and_says_so():
    """Neither a file of nobody nor who handed in nothing is in one of them."""
    nobodys = msgspec.structs.replace(answered("c", 0, 0), handed_in=HandedIn(whose="whose is this?"))
    absent = msgspec.structs.replace(ungradable(submission="d"), handed_in=HandedIn(attempt="none"))
    reports = [answered("a", 6, 4), answered("b", 2, 4), nobodys, absent]
    text = Reader(class_page(reports, {})).text
    assert "3 submissions · 1 handed in nothing" in text
    assert "All figures are over the 2 graded submissions of the list." in text
    assert "2graded" in text
    assert text.count("2 of 2 pass every test") == 2
    assert "2 submissions by percent" in text
