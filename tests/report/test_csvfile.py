import csv
import io
import re

import msgspec
import pytest

from autograder.report.csvfile import safe, scores_csv
from tests.report.samples import case, good, question, report, ungradable, ungraded


def rows(*reports):
    return list(csv.reader(io.StringIO(scores_csv(reports))))


def test_columns_are_the_questions_in_the_order_first_seen():
    a, b = report(question("q2", case("x")), question("q1", case("x"))), report(question("q3", case("x")))
    assert rows(a, b)[0] == ["submission", "student", "status", "total", "possible", "q2", "q1", "q3"]


def test_a_question_that_a_report_lacks_is_empty():
    a, b = report(question("q1", case("x"))), report(question("q2", case("x", possible=0.5)))
    assert [row[5:] for row in rows(a, b)[1:]] == [["1", ""], ["", "0.5"]]


def test_without_a_score_there_is_no_number():
    row = rows(ungraded())[1]
    assert row[2:4] == ["ungraded", ""]
    assert row[5:] == [""]


def test_an_unreadable_submission_counts_zero():
    assert rows(ungradable())[1][2:] == ["ungradable", "0", "20"]


def test_thirds_keep_their_digits():
    q = question("q1", *(case(str(i), possible=1 / 3) for i in range(2)))
    assert float(rows(report(q))[1][3]) == pytest.approx(2 / 3, abs=1e-6)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_a_formula_stays_text(start):
    text = f"{start}HYPERLINK(1)"
    r = msgspec.structs.replace(good(student=text, submission=text), questions=(question(text, case("x")),))
    header, row = rows(r)
    assert all(cell.startswith("'") for cell in (row[0], row[1], header[5]))


def test_commas_quotes_and_lines_stay_in_their_cell():
    assert rows(good(student='Ada, "the"\nfirst'))[1][1] == 'Ada, "the" first'


ELSEWHERE = ["a;=1+1", 'a; "=1+1', "a;'+1+1", "a;\u3000＝1", "x;;-1+cmd|' /C calc'!A0", "a;\t@x"]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_formula_behind_a_semicolon_stays_text(text):
    """Where the comma is the decimal sign, a spreadsheet begins a cell at each semicolon."""
    cell = rows(good(student=text))[1][1]
    for part in cell.split(";")[1:]:
        assert not part or part.startswith("'"), cell
    assert safe(cell) == cell, "what was made harmless stays as it is"


@pytest.mark.parametrize("start", ["  =", "\u3000＋", "﹦", "\x00="])
def test_a_formula_behind_spaces_or_in_another_width_stays_text(start):
    cell = rows(good(student=f"{start}1+1"))[1][1]
    assert not re.match(r"\s*[=+\-@＝＋－＠﹦﹢﹣﹫]", cell)


@pytest.mark.parametrize("text", ["-1.5", "+3", "0", "12.25"])
def test_a_number_stays_a_number(text):
    assert safe(text) == text
