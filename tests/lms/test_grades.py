"""Grades into a platform's table, read back by the rules of the platform's importer."""

import csv
import io
import re
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.lms.grades import Grade, fill
from autograder.report.csvfile import safe

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (77),Means (78),Final Score\n"
    ",,,,,Manual Posting,,\n"
    "    Points Possible,,,,,10.00,20.00,(read only)\n"
    '"Lovelace, Ada",1001,sis1,ada,A,7.00,,88\n'
    '"Ross, Bob",1002,sis2,bob,A,,,12\n'
    '"=Young, Cy",1003,sis3,cy,A,,,12\n'
    '"Student, Test",9999,,x,A,,,\n'
)
MOODLE = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments\n"
    "Participant 1001,Ada Lovelace,ada@x.org,Submitted,5.00,20.00,Yes,-,\"Monday, 19 October 2026, 9:00 AM\",old\n"
    "Participant 1002,Bob Ross,bob@x.org,Submitted,,20.00,No,-,-,\n"
    "Participant 1003,Cy Young,cy@x.org,,,20.00,Yes,-,-,\n"
)  # fmt: skip
BLACKBOARD = (
    '"Last Name","First Name","Username","Means [Total Pts: 20 Score] |123456"\n'
    '"Lovelace","Ada","1001",""\n"Ross","Bob","1002","3"\n'
)
GIVEN = {"1001": Grade(17.5, "=late"), "1002": Grade(20.25), "1003": Grade(None)}


def filled(text, work="Means", given=GIVEN):
    return fill(
        Path("export.csv"), text, work, lambda person: given.get(person.id), lambda t: t if t == "-" else safe(t)
    )


def canvas_importer(text):
    """What Canvas would change: (student's ID, assignment's id) → cell; and the assignments that it would make."""
    delimiter = ";" if sum(line.count(";") for line in text.splitlines()[:3]) > text.split("\n")[0].count(",") else ","
    head, *rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    assert head[:2] == ["Student", "ID"]
    assert "Section" in head
    columns, made = {}, []
    for i, name in enumerate(head[2:], 2):
        if name in ("SIS User ID", "SIS Login ID", "Integration ID", "Root Account", "Section"):
            continue
        match = re.search(r"\((\d+)\)$", name)
        if match:
            columns[i] = match[1]
        elif not re.search(r"(Current|Final|Override) (Score|Points|Grade)", name):
            made.append(name)
    changes = {}
    for row in rows:
        if row[0].strip() in ("Points Possible", "Student, Test") or not row[1]:
            continue
        for i, assignment in columns.items():
            if row[i] not in ("", "-", "N/A"):
                changes[row[1], assignment] = "excused" if row[i] == "EX" else float(row[i])
    return changes, made


def moodle_importer(text, most=20.0):
    """What Moodle would change: participant → grade; and comments."""
    head, *rows = csv.reader(io.StringIO(text))
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(head)
    grades, comments = {}, {}
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        number = re.fullmatch(r"Participant (\d+)", cells["Identifier"])[1]
        if cells["Grade"] and 0 <= float(cells["Grade"]) <= most:
            grades[number] = float(cells["Grade"])
        comments[number] = cells["Feedback comments"]
    return grades, comments


def test_canvas_takes_the_points_and_makes_no_new_assignment():
    changes, made = canvas_importer(filled(CANVAS).text)
    assert changes == {("1001", "78"): 17.5, ("1002", "78"): 20.25, ("1003", "78"): "excused"}
    assert made == []


def test_canvas_own_rows_stay_and_a_students_formula_runs_nowhere():
    rows = list(csv.reader(io.StringIO(filled(CANVAS).text)))
    assert rows[0][-1] == "Means (78)"
    assert rows[2][0].strip() == "Points Possible"
    assert rows[2][-1] == "20.00"
    assert rows[5][0] == "'=Young, Cy"


def test_semicolons_stay_semicolons():
    text = filled(
        CANVAS.replace('"Lovelace, Ada"', "Lovelace")
        .replace('"Ross, Bob"', "Ross")
        .replace('"=Young, Cy"', "Young")
        .replace('"Student, Test"', "Test")
        .replace(",", ";")
    ).text
    assert canvas_importer(text)[0]["1001", "78"] == 17.5


def test_more_than_the_platform_gives_is_told():
    assert filled(CANVAS).notes == ("line 5: Bob Ross has 20.25 points, more than the platform's 20",)


def test_who_has_no_grade_is_left_as_they_are():
    result = filled(CANVAS, given={"1001": Grade(3.0)})
    assert result.grades == 1
    assert canvas_importer(result.text)[0] == {("1001", "78"): 3.0}


def test_moodle_takes_points_and_comments_and_a_lock_is_told():
    result = filled(MOODLE)
    grades, comments = moodle_importer(result.text)
    assert grades == {"1001": 17.5}  # 20.25 is more than Moodle takes, which is told; nobody is excused there
    assert comments["1001"] == "'=late"
    assert [note.partition(":")[0] for note in result.notes] == ["line 3", "line 3"]
    assert "locked the grade of Bob Ross" in result.notes[1]


def test_blackboard_keeps_the_number_of_its_column():
    rows = list(csv.reader(io.StringIO(filled(BLACKBOARD).text)))
    assert rows[0][-1] == "Means [Total Pts: 20 Score] |123456"
    assert [row[2:] for row in rows[1:]] == [["1001", "17.50"], ["1002", "20.25"]]


@pytest.mark.parametrize(
    ("text", "work", "told"),
    [
        (CANVAS, "Mean", r"export.csv: expected one column 'Mean' with Canvas' number; there are: Quiz 1 \(77\), Means \(78\)"),
        (CANVAS.replace("Quiz 1 (77)", "Means (77)"), "Means", r"there are several: Means \(77\), Means \(78\)"),
        (CANVAS, "Final Score", "expected one column"),
        (MOODLE.replace("Last modified (grade)", "Zuletzt geändert"), "Means", "in English"),
        (BLACKBOARD.replace(" |123456", ""), "Means", "no column 'Means' with Blackboard's number"),
        ("a,b\n1,2\n", "Means", "expected the columns of one of: Canvas gradebook"),
        ("", "Means", "found nothing"),
    ],
)  # fmt: skip
def test_a_table_without_the_column_is_refused_with_what_is_there(text, work, told):
    with pytest.raises(CourseError, match=told):
        filled(text, work)


def test_of_two_columns_with_one_title_the_number_decides():
    text = filled(CANVAS.replace("Quiz 1 (77)", "Means (77)"), "Means (77)").text
    assert ("1001", "77") in canvas_importer(text)[0]


def test_a_maximum_that_is_no_number_limits_nothing():
    text = MOODLE.replace("20.00", "-").replace(",No,", ",Yes,")
    assert filled(text).notes == ()
    assert moodle_importer(filled(text).text)[0]["1001"] == 17.5
