"""Points out of tables: what platforms export, what people write, and what no table may say."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import CourseError
from autograder.lms.points import Asked, read_points
from autograder.report.csvfile import safe, unsafe
from tests.lms.test_grades import BLACKBOARD, CANVAS, MOODLE

SCORES = (
    "First Name,Last Name,SID,Email,Total Score,Max Points,Status,Submission Time,1: Loss (5.0 pts)\n"
    "Ada,Lovelace,1001,ada@x.org,17.5,20.0,Graded,2026-10-20 11:00:00 +0200,4.5\n"
    "Bob,Ross,1002,bob@x.org,,20.0,Missing,,\n"
)
COURSE = "Name,SID,Email,Lab,Lab - Max Points,Lab - Lateness (H:M:S)\nAda Lovelace,1001,ada@x.org,3.0,4.0,00:00:00\n"
OWN = "student,points,possible,comment,handed_in\nada,7.5,10,well done,2026-10-20T12:00\n"


def read(text, work="Means", **asked):
    return read_points(Path("t.csv"), text, Asked(work, plain=unsafe, **asked)).lines


def told(text, **asked):
    return [(line.person.id, line.points, line.possible) for line in read(text, **asked)]


def test_canvas_gives_the_points_of_a_column_and_what_is_possible():
    text = CANVAS.replace("A,7.00,,88", "A,7.00,17.5,88").replace("bob,A,,,", "bob,A,,EX,")
    lines = read(text)
    assert [(x.person.id, x.points, x.possible, x.excused) for x in lines] == [
        ("1001", 17.5, 20.0, False), ("1002", None, 0.0, True), ("1003", None, 0.0, False),
    ]  # fmt: skip
    assert told(CANVAS, column="quiz 1")[0] == told(CANVAS, column="Quiz 1 (77)")[0] == ("1001", 7.0, 10.0)


def test_canvas_in_a_language_of_the_decimal_comma():
    text = "Student;ID;Section;Means (78)\n    Points Possible;;;20,00\nLovelace;1001;A;17,5\n"
    assert told(text) == [("1001", 17.5, 20.0)]


def test_moodle_gives_grade_maximum_and_comment():
    assert told(MOODLE) == [("1001", 5.0, 20.0), ("1002", None, 0.0), ("1003", None, 0.0)]
    assert [x.comment for x in read(MOODLE)] == ["old", "", ""]


def test_gradescope_gives_the_total_a_question_or_a_column_of_the_course():
    assert told(SCORES) == [("1001", 17.5, 20.0), ("1002", None, 0.0)]
    assert told(SCORES, column="1: Loss (5.0 pts)")[0] == ("1001", 4.5, 5.0)
    assert told(COURSE, column="Lab") == [("1001", 3.0, 4.0)]


def test_blackboard_says_what_is_possible_in_the_head():
    assert told(BLACKBOARD) == [("1001", None, 0.0), ("1002", 3.0, 20.0)]


@pytest.mark.parametrize("text", [CANVAS, MOODLE, SCORES, BLACKBOARD])
def test_no_time_of_a_platform_is_taken(text):
    assert all(line.received is None for line in read(text))


def test_a_table_of_ones_own_has_comment_and_a_local_time():
    (line,) = read(OWN, zone=ZoneInfo("Europe/Berlin"))
    assert line[:6] == (2, line.person, 7.5, 10.0, False, "well done")
    assert line.received == datetime(2026, 10, 20, 10, tzinfo=UTC)
    assert line.text == OWN


@pytest.mark.parametrize("cell", ["", " ", "-", "–"])
def test_an_empty_cell_is_nothing_handed_in(cell):
    assert told(f"student,points\nada,{cell}\n", possible=5) == [("ada", None, 0.0)]


@pytest.mark.parametrize("cell", ["EX", "ex", "Excused", "N/A"])
def test_excused_is_neither_points_nor_nothing(cell):
    (line,) = read(f"student,points\nada,{cell}\n", possible=5)
    assert (line.points, line.excused) == (None, True)


def test_the_option_counts_before_the_table_and_the_table_before_what_is_known():
    text = "student,points\nada,3\n"
    assert told(CANVAS, column="Quiz 1", possible=30, otherwise=40)[0][2] == 30
    assert told(CANVAS, column="Quiz 1", otherwise=40)[0][2] == 10
    assert told(text, otherwise=40)[0][2] == 40


def test_more_than_possible_needs_a_word():
    assert told("student,points\nada,12\n", possible=10, bonus=True) == [("ada", 12.0, 10.0)]


def test_lines_are_numbered_as_an_editor_does():
    text = 'student,points,comment\nada,1,"two\nlines"\n\nbob,2,\n'
    assert [(x.number, x.comment) for x in read(text, possible=5)] == [(2, "two lines"), (5, "")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("student,points\nada,-1\n", "t.csv: line 2: points: expected points from 0, found '-1'"),
        ("student,points\nada,nan\n", "line 2: points: expected points from 0, found 'nan'"),
        ("student,points\nada,1e999\n", "line 2: points: expected points from 0, found '1e999'"),
        ("student,points\nada,A-\n", "line 2: points: expected points from 0, found 'A-'"),
        ("student,points\nada,10.5\n", "line 2: 10.5 points of 10; if that is right, say --bonus"),
        ("student,points\nada,7,5\n", "line 2: has 3 cells, the first line 2"),
        ("student,points,handed_in\nada,7,soon\n", "line 2: handed_in: expected a date and a time"),
        ("student,points,handed_in\nada,7,2026-10-20T12:00\n", "line 2: handed_in: the time has no zone"),
        ("student,score\nada,7\n", "t.csv: expected a column `points`; there are: student, score; say which with"),
        ("who,points\nada,7\n", "t.csv: expected a column `student`; there are: who, points"),
        ("", "t.csv: expected a column `points`; there are: none"),
        ('student,points\n"ada,7\n', "t.csv: line 2: not a CSV file"),
    ],
)
def test_a_mistake_names_file_line_and_what_was_found(text, message):
    with pytest.raises(CourseError) as e:
        read(text, possible=10)
    assert message in str(e.value)


def test_all_mistakes_are_told_at_once_and_many_are_cut():
    text = "student,points\n" + "".join(f"s{i},x\n" for i in range(14))
    with pytest.raises(CourseError) as e:
        read(text, possible=10)
    assert len(str(e.value).splitlines()) == 11
    assert str(e.value).endswith("and 4 more")


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        (CANVAS, "Mean", "--column: expected a column 'Mean'; did you mean 'Means'?"),
        (CANVAS.replace("Quiz 1 (77)", "Means (77)"), "Means", "several columns are 'Means': Means (77), Means (78)"),
        ("student,points\nada,7\n", "", "t.csv: does not say how many points, above 0, are possible; say --possible"),
        ("student,points,possible\nada,7,0\n", "", "line 2: possible points: expected a number above 0, found '0'"),
        (CANVAS.replace("10.00", "0"), "Quiz 1", "t.csv: does not say how many points, above 0, are possible"),
    ],
)
def test_a_column_or_what_is_possible_that_is_not_there_is_told(text, column, message):
    with pytest.raises(CourseError) as e:
        read(text, column=column)
    assert message in str(e.value)


POINTS = st.floats(0, 1e6) | st.none()
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(lambda t: " ".join(t.split()))


@given(st.lists(st.tuples(POINTS, TEXT), max_size=8), st.sampled_from(",;\t"))
def test_a_table_that_was_written_safely_says_the_same_when_it_is_read(rows, delimiter):
    out = io.StringIO()
    table = csv.writer(out, delimiter=delimiter)
    table.writerow(["student", "name", "points", "comment"])
    for i, (points, comment) in enumerate(rows):
        table.writerow([f"s{i}", safe("=1+1"), "" if points is None else repr(points), safe(comment, 2000)])
    lines = read(out.getvalue(), possible=1e6)
    assert [(x.person.id, x.person.name, x.points, unsafe(safe(x.comment))) for x in lines] == [
        (f"s{i}", "=1+1", points, unsafe(safe(comment))) for i, (points, comment) in enumerate(rows)
    ]
