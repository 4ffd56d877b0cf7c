"""Points that were given elsewhere, out of a table: a platform's export, or one of one's own.

    Canvas' gradebook            the column of a work; possible points in the row `Points Possible`; EX, N/A: excused
    Moodle's grading worksheet   Grade of Maximum Grade, Feedback comments; of Moodle's gradebook export any column
    Gradescope's scores          Total Score of Max Points, a question, or X of X - Max Points
    Blackboard's grade centre    the column of a work, `X [Total Pts: 20 Score] |123`
    anything else                student (id, address or name), points; possible, comment and handed_in where there

No time of a platform is read: its points may be what its own rule for lateness left. `handed_in` says that ours counts.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from autograder.errors import CourseError, nearest
from autograder.lms import ROSTERS, blackboard, canvas
from autograder.lms.people import OWN, Person
from autograder.lms.tables import heads, points_in, read_rows
from autograder.lms.times import read_time

USUAL = ("points", "grade", "total score")  # heads of the column, where none is named
MOST = {"grade": "maximum grade", "total score": "max points"}
COMMENTS = ("comment", "feedback comments")
TIMES = ("handed_in", "handed in")
NOTHING = ("", "-", "–")
EXCUSED = ("ex", "excused", "n/a")
NUMBER = re.compile(r" (\(\d+\)$|\[.*)")  # what Canvas and Blackboard add to a title
TOLD = 10  # mistakes in one message
SMALL = 1e-9


class Asked(NamedTuple):
    """What a table is asked for.

    Args:
        work: the head of its column, where `column` is "" and no usual one is there.
        possible: points that are possible; None: as the table says.
        otherwise: where the table says nothing.
        bonus: points may be more than possible.
        zone: of times without one.
        plain: what a cell was before it was made safe for spreadsheets.
    """

    work: str
    column: str = ""
    possible: float | None = None
    otherwise: float | None = None
    bonus: bool = False
    zone: tzinfo | None = None
    plain: Callable[[str], str] = str


class Line(NamedTuple):
    """A line of a table.

    Args:
        number: as an editor counts.
        points: None: nothing was handed in.
        possible: 0 where there are no points.
        received: UTC; None: the table does not say.
        text: the first line and this one, as they were read.
    """

    number: int
    person: Person
    points: float | None
    possible: float
    excused: bool
    comment: str
    received: datetime | None
    text: str


class Points(NamedTuple):
    """A table.

    Args:
        title: of the work, as the column's head has it; "" where that is `points` or the like.
    """

    title: str
    lines: list[Line]


def read_points(path: Path, text: str, asked: Asked) -> Points:
    """The lines of a table that are somebody's.

    Args:
        path: for messages.

    Raises:
        CourseError: no table, no such column, or cells that are no points: all of them are named.
    """
    delimiter, rows = read_rows(path, text, strict=True)
    table = _Table(path, delimiter, rows, asked)
    lines, wrong = [], []
    for number, row in table.numbered():
        try:
            if (one := table.line(number, row)) is not None:
                lines.append(one)
        except CourseError as e:
            wrong.append(str(e))
    if wrong:
        more = [f"and {len(wrong) - TOLD} more"] if len(wrong) > TOLD else []
        raise CourseError("\n".join([*wrong[:TOLD], *more]))
    head = rows[0][table.place].strip()
    return Points("" if table.head[table.place] in USUAL else NUMBER.sub("", head), lines)


class _Table:
    """A table with its columns found.

    Raises:
        CourseError: there is no column of points, or there are several.
    """

    def __init__(self, path: Path, delimiter: str, rows: list[list[str]], asked: Asked) -> None:
        self.path, self.delimiter, self.rows, self.asked = path, delimiter, rows, asked
        self.head = heads(rows[0]) if rows else []
        self.layout = next((x for x in ROSTERS if x.needs <= set(self.head)), OWN)
        usual = next((name for name in USUAL if name in self.head), "")
        self.place = self._place(asked.column or usual or asked.work)
        name = self.head[self.place]
        self.most = self._first((f"{name} - max points", MOST.get(name, ""), "possible"))
        self.comments, self.times = self._first(COMMENTS), self._first(TIMES)
        self.whole = self._whole() or None  # 0 is what a platform says of what it does not count
        if self.most is None and self.whole is None and asked.otherwise is None:
            raise CourseError(
                f"{path}: does not say how many points, above 0, are possible; say --possible, or add that column"
            )
        people = {c for c in (*self.layout.id, *self.layout.name, *self.layout.last, *self.layout.email) if c}
        if not people & set(self.head):
            raise CourseError(f"{path}: expected a column `student`; there are: {self._heads()}")

    def _place(self, wanted: str) -> int:
        """The column with this head, with a platform's number or without."""
        (name,) = heads([wanted])
        exact = [i for i, head in enumerate(self.head) if head == name]
        found = exact or [i for i, head in enumerate(self.head) if NUMBER.sub("", head) == name]
        if len(found) == 1:
            return found[0]
        if found:
            raise CourseError(
                f"{self.path}: --column: several columns are {wanted!r}: {', '.join(self.rows[0][i] for i in found)}"
            )
        what = f"--column: expected a column {wanted!r}" if self.asked.column else "expected a column `points`"
        hint = (
            nearest(wanted, [NUMBER.sub("", h.strip()) for h in self.rows[0]])
            if self.asked.column and self.rows
            else ""
        )
        hint = hint or f"there are: {self._heads()}; say which with --column"
        raise CourseError(f"{self.path}: {what}; {hint}")

    def _heads(self) -> str:
        return ", ".join(h.strip() for h in self.rows[0])[:500] if self.rows else "none"

    def _first(self, names: tuple[str, ...]) -> int | None:
        return next((self.head.index(name) for name in names if name and name in self.head), None)

    def _whole(self) -> float | None:
        """The possible points of all lines, as the option or the table's head says."""
        if self.asked.possible is not None:
            return self.asked.possible
        if self.layout is canvas.ROSTER:
            return canvas.possible_in(self.rows, self.place)
        head = self.rows[0][self.place]
        of_question = re.search(r"\(([\d.]+) (?:pts|points?)\)", head)  # Gradescope's
        return points_in(of_question[1]) if of_question else blackboard.possible_in(head)

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """The lines below the first, with their numbers: a cell may have several lines."""
        number = 1
        for i, row in enumerate(self.rows):
            if i:
                yield number, row
            number += 1 + sum(cell.count("\n") for cell in row)

    def line(self, number: int, row: list[str]) -> Line | None:
        """A line; None: it is no student's.

        Raises:
            CourseError: a cell that is none of what it should be.
        """
        where = f"{self.path}: line {number}"
        cells: dict[str, str] = {}
        for column, cell in zip(self.head, row, strict=False):
            cells.setdefault(column, self.asked.plain(cell))
        person = self.layout.read(cells)
        if person is None:
            return None
        if any(cell.strip() for cell in row[len(self.head) :]):
            raise CourseError(
                f"{where}: has {len(row)} cells, the first line {len(self.head)}; where the comma parts cells, write a "
                "decimal point"
            )
        said = self._cell(row, self.place)
        excused = said.casefold() in EXCUSED
        points = None if excused or said in NOTHING else self._points(where, said)
        most = 0.0 if points is None else self._possible(where, row, points)
        received = read_time(self.path, f"line {number}: handed_in", self._cell(row, self.times), self.asked.zone)
        comment = " ".join(self.asked.plain(self._cell(row, self.comments)).split())
        return Line(number, person, points, most, excused, comment, received, self._written(row))

    def _points(self, where: str, said: str) -> float:
        points = points_in(said)
        if points is None or not math.isfinite(points) or points < 0:
            raise CourseError(f"{where}: {self.rows[0][self.place].strip()}: expected points from 0, found {said!r}")
        return points

    def _possible(self, where: str, row: list[str], points: float) -> float:
        said = self._cell(row, self.most) if self.asked.possible is None and self.most is not None else ""
        most = points_in(said) if said else self.whole
        if most is None and not said:
            most = self.asked.otherwise
        if most is None or not 0 < most < math.inf:
            found = repr(said) if said else "nothing"
            raise CourseError(f"{where}: possible points: expected a number above 0, found {found}; or say --possible")
        if points > most + SMALL and not self.asked.bonus:
            raise CourseError(f"{where}: {points:g} points of {most:g}; if that is right, say --bonus")
        return most

    def _cell(self, row: list[str], place: int | None) -> str:
        return row[place].strip() if place is not None and place < len(row) else ""

    def _written(self, row: list[str]) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, lineterminator="\n").writerows([self.rows[0], row])
        return out.getvalue()
