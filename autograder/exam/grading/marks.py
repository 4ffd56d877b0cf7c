"""What people mark: `marking.csv`, one line for each criterion of each student that waits.

    student,question,criterion,possible,points,comment,answer

A person fills in `points` (and a comment for the student). The file is read before it is written again, so marks that
are in it stay; a mark that fits nothing is an error, never dropped.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from autograder.errors import CourseError
from autograder.files import write_atomic
from autograder.report.csvfile import safe, unsafe
from autograder.results import CaseResult, QuestionResult, Report, Verdict

COLUMNS = ("student", "question", "criterion", "possible", "points", "comment", "answer")
ANSWER_CHARS = 5_000
Key = tuple[str, str, str]  # student, question, criterion


class Mark(msgspec.Struct, frozen=True):
    """One mark."""

    points: float
    comment: str = ""


def read_marks(path: Path) -> dict[Key, Mark]:
    """The marks in a file; lines without points are still to be marked.

    Raises:
        CourseError: not this table, points that are no number, a line that comes twice.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise CourseError(f"{path}: cannot be read as a table: {e}") from None
    marks: dict[Key, Mark] = {}
    for number, row in enumerate(rows, 2):
        missing = [c for c in COLUMNS[:5] if row.get(c) is None]
        if missing:
            raise CourseError(
                f"{path}: line {number}: expected the columns {', '.join(COLUMNS)}; {missing[0]} is not there"
            )
        text = row["points"].strip().replace(",", ".")
        if not text:
            continue
        key = _key(row["student"], row["question"], row["criterion"])
        try:
            mark = Mark(float(text), unsafe((row.get("comment") or "").strip(), ANSWER_CHARS))
        except ValueError:
            raise CourseError(f"{path}: line {number}: points: expected a number, found {row['points']!r}") from None
        if key in marks:
            raise CourseError(f"{path}: line {number}: {' / '.join(key)} is marked twice; keep one line")
        marks[key] = mark
    return marks


def _key(student: str, question: str, criterion: str) -> Key:
    """What a mark is found by: the cells as the table has them, with or without the quote before a formula."""
    return safe(student).lstrip("'"), safe(question).lstrip("'"), safe(criterion).lstrip("'")


def apply_marks(report: Report, marks: Mapping[Key, Mark]) -> Report:
    """The report with what people decided; cases that nobody marked still wait.

    Raises:
        CourseError: more points than the criterion is worth, or fewer than 0.
    """
    questions = []
    for q in report.questions:
        cases = tuple(_marked(report.student, q, c, marks) for c in q.cases)
        questions.append(
            msgspec.structs.replace(q, cases=cases, points=sum(c.points for c in cases)) if cases != q.cases else q
        )
    total = sum(q.points for q in questions)
    return msgspec.structs.replace(report, questions=tuple(questions), total=total)


def _marked(student: str, q: QuestionResult, case: CaseResult, marks: Mapping[Key, Mark]) -> CaseResult:
    mark = marks.get(_key(student, q.name, case.name))
    if mark is None or case.verdict is not Verdict.PENDING:
        return case
    if not 0 <= mark.points <= case.possible + 1e-9:
        raise CourseError(
            f"marking.csv: {student} / {q.name} / {case.name}: points: expected 0 to {case.possible:g}, "
            f"found {mark.points:g}"
        )
    full = mark.points >= case.possible - 1e-9
    return msgspec.structs.replace(
        case, verdict=Verdict.PASS if full else Verdict.FAIL, points=mark.points,
        failure_message=mark.comment or None, success_message=mark.comment or None, message="marked by a person",
    )  # fmt: skip


def write_marking(path: Path, reports: Iterable[Report], marks: Mapping[Key, Mark]) -> int:
    """Writes the table, marks included; returns how many lines wait.

    Args:
        reports: as the machine left them.

    Raises:
        CourseError: a mark that no line fits; nothing is written.
    """
    lines: list[list[str]] = []
    left = dict(marks)
    waiting = 0
    for report in sorted(reports, key=lambda r: r.student):
        for q in report.questions:
            for case in q.cases:
                if case.verdict is not Verdict.PENDING:
                    continue
                mark = left.pop(_key(report.student, q.name, case.name), None)
                waiting += mark is None
                given = [f"{mark.points:g}", mark.comment] if mark else ["", ""]
                lines.append([report.student, q.name, case.name, f"{case.possible:g}", *given, q.answer])
    if left:
        raise CourseError(
            f"{path}: {' / '.join(next(iter(left)))}: this mark fits no answer that waits for one; "
            "check student, question and criterion, or remove the line"
        )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        [safe(cell, ANSWER_CHARS) for cell in row] for row in sorted(lines, key=lambda r: (r[1], r[2], r[0]))
    )
    write_atomic(path, out.getvalue())
    return waiting
