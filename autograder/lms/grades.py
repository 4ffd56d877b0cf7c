"""Grades into the table that a platform exports for them: Canvas' gradebook, Moodle's grading worksheet, Blackboard's
grade centre. What comes out has the columns that the platform's importer needs, and the one with the points.

Rows of people without a grade stay empty, which every importer takes for "no change".
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from autograder.errors import CourseError
from autograder.lms import blackboard, canvas, moodle
from autograder.lms.people import Layout, Person
from autograder.lms.tables import Column, heads, read_rows


class Platform(NamedTuple):
    """How one platform takes grades back.

    Args:
        keep: heads of the columns that its importer needs, in lower case.
        column: the column of a work in the table; raises CourseError.
        excused: what stands for a work that is not asked; "" where nothing does.
        comments: the head of the column for comments, in lower case; "" where there is none.
    """

    layout: Layout
    keep: tuple[str, ...]
    column: Callable[[Path, list[list[str]], str], Column]
    excused: str
    comments: str


class Grade(NamedTuple):
    """What is written for a person: points, or None for excused; and a comment."""

    points: float | None
    comment: str = ""


class Filled(NamedTuple):
    """The table.

    Args:
        grades: rows with one.
        notes: a sentence for each thing that a person should look at.
    """

    text: str
    grades: int
    notes: tuple[str, ...]


def fill(
    path: Path, text: str, work: str, grade: Callable[[Person], Grade | None], cell: Callable[[str], str]
) -> Filled:
    """The platform's table with the points of a work.

    Args:
        path: of the export, for messages.
        work: the head of its column, with the platform's number or without; Moodle's worksheet is of one work.
        grade: of a row's person; None for somebody without one.
        cell: makes a text safe for a spreadsheet.

    Raises:
        CourseError: not a table of one of the platforms, or without the column.
    """
    delimiter, rows = read_rows(path, text)
    head = heads(rows[0]) if rows else []
    platform = next((p for p in PLATFORMS if p.layout.needs <= set(head)), None)
    if platform is None:
        known = "; ".join(f"{p.layout.title}: `{'`, `'.join(sorted(p.layout.needs))}`" for p in PLATFORMS)
        raise CourseError(f"{path}: expected the columns of one of: {known}; found {', '.join(head[:12]) or 'nothing'}")
    column = platform.column(path, rows, work)
    kept = [i for i, name in enumerate(head) if name in platform.keep and i != column.place]
    comments = [i for i, name in enumerate(head) if platform.comments and name == platform.comments]
    out = io.StringIO()
    table = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    table.writerow([rows[0][i] for i in (*kept, column.place, *comments)])
    count, notes = 0, []
    for number, row in enumerate(rows[1:], 2):
        person = platform.layout.read(dict(zip(head, row, strict=False)))
        given = grade(person) if person is not None and (person.id or person.name) else None
        cells = [cell(row[i]) if i < len(row) else "" for i in kept]
        if person is None or given is None:
            untouched = row[column.place] if person is None and column.place < len(row) else ""
            table.writerow([*cells, untouched, *([""] * len(comments))])
            continue
        points = platform.excused if given.points is None else f"{given.points:.2f}"
        if given.points is not None and column.possible is not None and given.points > column.possible + 0.005:
            notes.append(
                f"line {number}: {person.name or person.id} has {given.points:g} points, more than the platform's "
                f"{column.possible:g}"
            )
        if moodle.locked(head, row):
            notes.append(f"line {number}: the platform has locked the grade of {person.name or person.id}")
        table.writerow([*cells, points, *(cell(given.comment) for _ in comments)])
        count += bool(points)
    return Filled(out.getvalue(), count, tuple(notes))


PLATFORMS = (
    Platform(
        canvas.ROSTER,
        ("student", "id", "sis user id", "sis login id", "integration id", "root account", "section"),
        canvas.column_of,
        "EX",
        "",
    ),
    Platform(blackboard.ROSTER, ("last name", "first name", "username", "student id"), blackboard.column_of, "", ""),
    Platform(
        moodle.ROSTERS[0],
        ("identifier", "full name", "last modified (grade)"),
        moodle.column_of,
        "",
        "feedback comments",
    ),
)
