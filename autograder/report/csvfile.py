"""scores.csv: one row a submission, safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import CourseError
from autograder.report.text import insides, line, number, stand_ins, which
from autograder.results import HandedIn, Report, Status

COLUMNS = ("submission", "student", "status", "total", "possible")
HANDED_IN = ("name", "lms_id", "file", "late", "attempt")
START = "[=+\\-@\t\r\n＝＋－＠﹦﹢﹣﹫]"  # what makes a spreadsheet calculate, in all widths
FORMULA = re.compile(rf"\s*{START}")
# Where the comma is the decimal sign, a spreadsheet begins a new cell at each semicolon, whatever the quotes say.
LATER = re.compile(rf";(?!')(?=[\s\"']*{START})")
WRITTEN = re.compile(rf";'(?=[\s\"']*{START})")
NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
DIGITS = 6  # more than any points need; a third of a point still sums to one


def safe(text: str, cap: int = 200) -> str:
    """Text on one line that no spreadsheet runs as a formula; a number stays a number.

    >>> safe("=1+1"), safe("-1.5"), safe("a; =1+1")
    ("'=1+1", '-1.5', "a;' =1+1")
    """
    plain = line(text, cap)
    if NUMBER.fullmatch(plain):
        return plain
    formula = FORMULA.match(text) or FORMULA.match(plain)
    return ("'" if formula else "") + LATER.sub(";'", plain)


def unsafe(text: str, cap: int = 200) -> str:
    """What `safe` made a text of; any other text as it is.

    >>> unsafe("a;' =1+1"), unsafe("'=1"), unsafe("'tis")
    ('a; =1+1', '=1', "'tis")
    """
    plain = WRITTEN.sub(";", text.removeprefix("'"))
    return plain if safe(plain, cap) == text else text


def filled_in(
    path: Path, needed: Sequence[str], columns: Sequence[str], otherwise: str = ""
) -> list[tuple[int, dict[str, str]]]:
    """The lines of a table that people filled in, numbered as an editor does; by the language spreadsheets part cells
    by commas or semicolons.

    Args:
        needed: columns that must be there, with a cell in each line.
        columns: all, for messages.
        otherwise: what else can be done where it is no such table.

    Raises:
        CourseError: not this table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        head = text.partition("\n")[0]
        comma = ";" if head.count(";") > head.count(",") else ","
        table = csv.DictReader(io.StringIO(text), strict=True, delimiter=comma)
        rows = list(table)
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        other = f", or {otherwise}" if otherwise else ""
        raise CourseError(f"{path}: cannot be read as a table: {e}; save it as CSV in UTF-8{other}") from None
    expected = f"expected the columns {', '.join(columns)}"
    if absent := [c for c in needed if c not in (table.fieldnames or ())]:
        found = f"its first line is {head[:60]!r}" if text.strip() else "the file is empty"
        then = f"; {otherwise}" if otherwise else ""
        raise CourseError(f"{path}: {expected}; {found}, without {absent[0]}{then}")
    for n, row in enumerate(rows, 2):
        if missing := [c for c in needed if row.get(c) is None]:
            raise CourseError(f"{path}: line {n}: {expected}; {missing[0]} is not there")
    return [(n, {k: v for k, v in row.items() if k and v is not None}) for n, row in enumerate(rows, 2)]


def scores_csv(reports: Sequence[Report]) -> str:
    """The class as CSV: an ungraded submission has empty scores, an ungradable one a total of 0.

    Where it is known how they came: the student's name and id on the platform, the file, the platform's mark of
    lateness, the attempt (`none`: nothing was handed in, no score). What waits for a person is empty, the question
    as the total: no platform takes it for a score. `decided` has the points that are known, `waiting` those that are
    to be given. A last column `notes` says which file or attempt counts and which do not, whose a file could be,
    which questions were judged with the course's own answer to an earlier one, and how many tests ran beside the
    student's code.
    """
    questions = list(dict.fromkeys(q.name for r in reports for q in r.questions))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    notes = any(map(_notes, reports))
    came = any(r.handed_in != HandedIn() for r in reports)
    waiting = any(r.pending for r in reports)
    more = [*(HANDED_IN if came else ()), *(["decided", "waiting"] if waiting else []), *(["notes"] if notes else [])]
    writer.writerow([*COLUMNS, *map(safe, questions), *more])
    for r in reports:
        decided = [q for q in r.questions if not q.pending] if r.status is Status.GRADED else []
        points = {q.name: number(q.points, DIGITS) for q in decided}
        none = r.status is Status.UNGRADED or r.handed_in.nothing or r.pending
        total = "" if none else number(r.total, DIGITS)
        writer.writerow(
            [
                safe(r.submission),
                safe(r.student),
                r.status.value,
                total,
                number(r.possible, DIGITS),
                *(points.get(q, "") for q in questions),
                *(_came(r.handed_in) if came else []),
                *(_waiting(r) if waiting else []),
                *([safe("; ".join(_notes(r)), 2000)] if notes else []),
            ]
        )
    return out.getvalue()


def _waiting(r: Report) -> list[str]:
    """The points that are known, and those that wait; nothing where nothing does."""
    return [number(r.total, DIGITS), number(r.pending, DIGITS)] if r.pending else ["", ""]


def _came(came: HandedIn) -> list[str]:
    return [safe(came.name), safe(came.lms_id), safe(came.file, 1000), "yes" if came.late else "", safe(came.attempt)]


def _notes(report: Report) -> list[str]:
    came = report.handed_in
    none = "handed in nothing" if came.nothing else ""
    return [*filter(None, (none, came.whose, which(report))), *stand_ins(report), *insides(report)]
