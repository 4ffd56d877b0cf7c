"""Canvas: `adlerada_LATE_1001_90001_hw1.ipynb`, one flat folder or zip for the class; `adlerada_1001_text.html`."""

import re
from pathlib import Path

from autograder.errors import CourseError, nearest
from autograder.lms.filename import FileName
from autograder.lms.people import Layout
from autograder.lms.tables import Column, points_in

_FILE = re.compile(
    r"^(?P<student>[\w'.-]+?)(?P<late>_LATE)?_(?P<user>\d+)_"
    r"(?:(?:question_\d+_)?(?P<attachment>\d+)_(?P<name>.+)|(?:text|link|url|media)\.\w+)$",
    re.I,
)
_OTTER_TIME = re.compile(r"_\d{4}_\d\d_\d\dT\d\d_\d\d_\d\d_\d+")  # ends an Otter export's name; no pair of Canvas ids
ROSTER = Layout(  # the gradebook
    "Canvas gradebook",
    frozenset({"student", "id", "section"}),
    ("id",),
    ("student",),
    others=("sis user id", "sis login id", "integration id"),
    groups=("section",),
    team=("group", "group name"),
    skip=frozenset({"points possible", "student, test", "test student"}),
)


def read_name(name: str) -> FileName | None:
    """What the name of a downloaded file says; None for another name."""
    if _FILE.match(_OTTER_TIME.sub("", name)) is None or (match := _FILE.match(name)) is None:
        return None
    order = (match["attachment"] or "").zfill(20)
    person = f"canvas {match['user']} {match['student']}"
    return FileName(person, match["student"], match["name"] or "", order, match["late"] is not None, match["user"])


def column_of(path: Path, rows: list[list[str]], work: str) -> Column:
    """The column of a work in an exported gradebook, and Canvas' points for it.

    Only columns that carry Canvas' number count: any other would become a new assignment.

    Args:
        work: the head, with the number or without.

    Raises:
        CourseError: there is none, or there are several.
    """
    numbered = {
        i: match[1] for i, name in enumerate(rows[0]) if (match := re.fullmatch(r"(.*\S) \(\d+\)", name.strip()))
    }
    found = [i for i, title in numbered.items() if work in (title, rows[0][i].strip())]
    if len(found) != 1:
        titles = [rows[0][i].strip() for i in found or numbered]
        hint = f"there are several: {', '.join(titles)}" if found else nearest(work, titles)
        raise CourseError(f"{path}: expected one column {work!r} with Canvas' number; {hint}")
    return Column(found[0], possible_in(rows, found[0]))


def possible_in(rows: list[list[str]], place: int) -> float | None:
    """The points that Canvas' second or third row gives a column; None where it is read-only."""
    points = next((row for row in rows[1:4] if row and row[0].strip() == "Points Possible"), [])
    return points_in(points[place]) if place < len(points) else None
