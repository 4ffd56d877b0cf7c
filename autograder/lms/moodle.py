"""Moodle: `Ada Adler_1001_assignsubmission_file_/hw1.ipynb`, a folder a student; or this before a file's name."""

import re
from pathlib import Path

from autograder.errors import CourseError
from autograder.lms.filename import FileName
from autograder.lms.people import Layout
from autograder.lms.tables import Column, heads, points_in

_NAME = re.compile(
    r"^(?P<student>.+?)_(?P<user>\d+)_(?P<plugin>assignsubmission_[a-z0-9]+|onlinetext)_?(?P<rest>.*)$", re.I
)
ROSTERS = (
    Layout(
        "Moodle grading worksheet",
        frozenset({"identifier"}),
        ("identifier",),
        ("full name",),
        email=("email address",),
        others=("id number", "username"),
        team=("group",),
        id_prefix="Participant ",
    ),
    Layout(
        "Moodle participants",
        frozenset({"first name", "email address"}),
        ("username", "id number", "email address"),
        first=("first name",),
        last=("last name", "surname"),
        email=("email address",),
        others=("id number",),
        groups=("groups",),
        team=("group",),
    ),
)


def read_name(name: str) -> FileName | None:
    """What the name of a downloaded folder or file says; None for another name."""
    match = _NAME.match(name)
    if match is None:
        return None
    student = match["student"].strip()
    file = match["rest"] if match["plugin"].lower().endswith("_file") else ""
    return FileName(f"moodle {match['user']} {student}", student, file, user=match["user"])


def column_of(path: Path, rows: list[list[str]], work: str) -> Column:
    """The column of the grade in a grading worksheet, which is of one work, and Moodle's points for it.

    Raises:
        CourseError: there is none that Moodle reads.
    """
    head = heads(rows[0])
    if "grade" not in head or "last modified (grade)" not in head:
        raise CourseError(
            f"{path}: expected the columns `Grade` and `Last modified (grade)` (in English), found {', '.join(head)}; "
            "download the grading worksheet of an assignment with offline grading"
        )
    most = dict(zip(head, rows[1], strict=False)).get("maximum grade", "") if len(rows) > 1 else ""
    return Column(head.index("grade"), points_in(most))


def locked(head: list[str], row: list[str]) -> bool:
    """Whether the worksheet says that a grade cannot be changed."""
    cells = dict(zip(head, row, strict=False))
    return cells.get("grade can be changed", "").strip().casefold() in ("no", "nein", "non")
