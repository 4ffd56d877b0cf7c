"""Grades into the table that a platform exports for them: Canvas' gradebook, Moodle's grading worksheet, Blackboard's
grade centre. What comes out has the columns that the platform's importer needs, and the one with the points.

Rows of people without a grade stay empty, which every importer takes for "no change".
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from autograder.errors import CourseError, nearest
from autograder.lms import blackboard, canvas, moodle
from autograder.lms.people import Layout, Person


class Column(NamedTuple):
    """Where points go in a platform's table.

    Args:
        place: of the column.
        possible: points that the platform gives it; None where the table does not say.
    """

    place: int
    possible: float | None


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
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))
    head = [" ".join(c.lower().split()) for c in rows[0]] if rows else []
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
        if row_locked(head, row):
            notes.append(f"line {number}: the platform has locked the grade of {person.name or person.id}")
        table.writerow([*cells, points, *(cell(given.comment) for _ in comments)])
        count += bool(points)
    return Filled(out.getvalue(), count, tuple(notes))


def row_locked(head: list[str], row: list[str]) -> bool:
    """Whether Moodle says that a grade cannot be changed."""
    cells = dict(zip(head, row, strict=False))
    return cells.get("grade can be changed", "").strip().casefold() in ("no", "nein", "non")


def _canvas(path: Path, rows: list[list[str]], work: str) -> Column:
    return Column(*canvas.column_of(path, rows, work))


def _moodle(path: Path, rows: list[list[str]], work: str) -> Column:
    head = [" ".join(c.lower().split()) for c in rows[0]]
    if "grade" not in head or "last modified (grade)" not in head:
        raise CourseError(
            f"{path}: expected the columns `Grade` and `Last modified (grade)` (in English), found {', '.join(head)}; "
            "download the grading worksheet of an assignment with offline grading"
        )
    most = [row[head.index("maximum grade")] for row in rows[1:2] if "maximum grade" in head]
    return Column(head.index("grade"), float(most[0].replace(",", ".")) if most and most[0] else None)


def _blackboard(path: Path, rows: list[list[str]], work: str) -> Column:
    found = {name.partition("[")[0].strip(): i for i, name in enumerate(rows[0]) if "|" in name}
    if work not in found:  # a column without the system's number would become a new one
        raise CourseError(f"{path}: there is no column {work!r} with Blackboard's number; {nearest(work, found)}")
    return Column(found[work], None)


PLATFORMS = (
    Platform(
        canvas.ROSTER, ("student", "id", "sis user id", "sis login id", "integration id", "root account", "section"),
        _canvas, "EX", "",
    ),
    Platform(blackboard.ROSTER, ("last name", "first name", "username", "student id"), _blackboard, "", ""),
    Platform(
        moodle.ROSTERS[0], ("identifier", "full name", "last modified (grade)"), _moodle, "", "feedback comments"
    ),
)  # fmt: skip
