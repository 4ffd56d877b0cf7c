"""CSV files as platforms and spreadsheets write them: class lists, and exports with submission times."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple

from autograder.errors import CourseError
from autograder.lms.times import SubmissionTime, as_compared, read_time


class Column(NamedTuple):
    """Where points go in a platform's table.

    Args:
        place: of the column.
        possible: points that the platform gives it; None where the table does not say.
    """

    place: int
    possible: float | None


def points_in(cell: str) -> float | None:
    """The number in a cell, with a decimal point or comma; None where it holds none."""
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


class Layout(NamedTuple):
    """A CSV export: the columns that hold the time, the start and what names the student, in lower case."""

    title: str
    time: str
    started: str
    names: tuple[str, ...]


LAYOUTS = (
    Layout(
        "Moodle grading worksheet",
        "last modified (submission)",
        "",
        ("identifier", "full name", "id number", "email address", "username"),
    ),
    Layout("Gradescope scores", "submission time", "", ("sid", "email", "name", "first name")),
    Layout("Canvas Student Analysis", "submitted", "started", ("id", "sis_id", "name")),
    Layout("Canvas submissions", "submitted_at", "started_at", ("user_id", "sis_user_id", "login_id", "email", "name")),
    Layout("own table", "time", "started", ("student", "email", "name")),
)


def read_table(path: Path, text: str, *, strict: bool = False) -> tuple[list[str], list[list[str]]]:
    """The heads of the columns, in lower case, and the rows below; cells are parted by comma, semicolon or tab.

    Args:
        path: named in errors.
        strict: refuses quotes that no program writes.

    Raises:
        CourseError: not a CSV file.
    """
    _, rows = read_rows(path, text, strict=strict)
    return heads(rows[0]) if rows else [], rows[1:]


def heads(row: Sequence[str]) -> list[str]:
    """The heads of columns as they are compared: in lower case, with single blanks."""
    return [" ".join(cell.lower().split()) for cell in row]


def read_rows(path: Path, text: str, *, strict: bool = False) -> tuple[str, list[list[str]]]:
    """What parts the cells, and all rows as they are.

    Raises:
        CourseError: not a CSV file.
    """
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    try:
        return delimiter, list(reader)
    except csv.Error as e:
        raise CourseError(f"{path}: line {reader.line_num}: not a CSV file: {e}") from None


def times_of_table(path: Path, text: str, zone: tzinfo | None) -> Iterator[SubmissionTime]:
    """The times in a CSV export.

    Raises:
        CourseError: no table, none of the layouts, or a time that cannot be read.
    """
    head, rows = read_table(path, text)
    layout = next((x for x in LAYOUTS if x.time in head and set(x.names) & set(head)), None)
    if layout is None:
        known = "; ".join(f"{x.title}: `{x.time}` and `{'` or `'.join(x.names)}`" for x in LAYOUTS)
        hint = " (a Canvas gradebook has no submission times)" if "sis user id" in head else ""
        found = ", ".join(head[:12]) or "nothing"
        raise CourseError(f"{path}: expected the columns of one of: {known}; found {found[:300]}{hint}")
    for number, cells in enumerate(rows, 2):
        row = dict(zip(head, cells, strict=False))
        names = [row.get(column, "") for column in layout.names if column != "first name"]
        names.append(f"{row.get('first name', '')} {row.get('last name', '')}")
        time = read_time(path, f"row {number}: {layout.time}", row.get(layout.time, ""), zone)
        started = read_time(path, f"row {number}: {layout.started}", row.get(layout.started, ""), zone)
        if time is not None:
            yield SubmissionTime(frozenset(map(as_compared, names)), time, started)
