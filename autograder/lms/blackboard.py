"""Blackboard: `Lab 1_ada_attempt_2026-11-28-10-15-00_lab.ipynb` in one flat zip, a `.txt` for each attempt."""

import re
from pathlib import Path

from autograder.errors import CourseError, nearest
from autograder.lms.filename import FileName
from autograder.lms.people import Layout
from autograder.lms.tables import Column, points_in

_FILE = re.compile(r"^(?P<person>.*_(?P<user>[^_]+))_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<name>.+)|\.txt)$", re.I)
ROSTER = Layout(  # the grade centre
    "Blackboard grade centre",
    frozenset({"last name", "first name", "username"}),
    ("username",),
    first=("first name",),
    last=("last name",),
    email=("email",),
    others=("student id",),
    team=("group",),
)


def read_name(name: str) -> FileName | None:
    """What the name of a downloaded file says; None for another name. The student is the user name."""
    match = _FILE.match(name)
    if match is None:
        return None
    return FileName(
        f"blackboard {match['person']}", match["user"], match["name"] or "", match["time"], user=match["user"]
    )


def column_of(path: Path, rows: list[list[str]], work: str) -> Column:
    """The column of a work in the grade centre; without the system's number it would become a new one.

    Raises:
        CourseError: there is none.
    """
    found = {name.partition("[")[0].strip(): i for i, name in enumerate(rows[0]) if "|" in name}
    if work not in found:
        raise CourseError(f"{path}: there is no column {work!r} with Blackboard's number; {nearest(work, found)}")
    return Column(found[work], possible_in(rows[0][found[work]]))


def possible_in(head: str) -> float | None:
    """The points in the head of a column: `Means [Total Pts: 20 Score] |123456`.

    >>> possible_in("Means [Total Pts: up to 20,5 Score] |123456")
    20.5
    """
    match = re.search(r"\[Total Pts: (?:up to )?([\d.,]+)", head)
    return points_in(match[1]) if match else None
