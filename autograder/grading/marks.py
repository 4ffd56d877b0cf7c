"""What people mark: `marking.csv`, one line for each criterion of each attempt that waits and may count.

    student,attempt,question,criterion,possible,points,comment,answer

A person fills in `points` (and a comment for the student). The file is read before it is written again, so marks that
are in it stay; a mark that fits nothing is an error, never dropped. A line with a comment and no points still waits,
and keeps its comment. Attempts are counted from 1 by time, by file name where times are not known. A mark follows its
answer: an earlier file that is found later takes no mark away. Tables without the column `attempt` (older ones) are
read, too: there the answer says which attempt is meant.
"""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from autograder.errors import CourseError
from autograder.files import write_atomic
from autograder.report.csvfile import filled_in, safe, unsafe
from autograder.results import CaseResult, QuestionResult, Report, Verdict

COLUMNS = ("student", "attempt", "question", "criterion", "possible", "points", "comment", "answer")
NEEDED = ("student", "question", "criterion", "possible", "points")
ANSWER_CHARS = 5_000
ANEW = "move it away to have it written anew, without marks"
WAITING = {
    "verdict": Verdict.PENDING, "points": 0.0, "marked": False, "message": "waits for a person",
    "success_message": None, "failure_message": None,
}  # fmt: skip
Key = tuple[str, str, str]  # submission, question, criterion


class Try(NamedTuple):
    """An attempt of a student, counted from 1."""

    report: Report
    number: int = 1
    also: tuple[str, ...] = ()  # what a table from before there was a class list may call the student


class Mark(msgspec.Struct, frozen=True):
    """One mark, and the line it stands in; `attempt` is empty where the table does not say, `points` where it waits."""

    student: str
    question: str
    criterion: str
    points: float | None
    comment: str = ""
    attempt: str = ""
    answer: str = ""

    def of(self, answer: str) -> bool:
        """Whether it was given to this answer."""
        return safe(answer, ANSWER_CHARS) == self.answer

    @property
    def place(self) -> str:
        """For people."""
        tried = [f"attempt {self.attempt}"] if self.attempt else []
        return " / ".join((self.student, *tried, self.question, self.criterion))


def read_marks(path: Path) -> list[Mark]:
    """The marks in a file; lines without points and comment are still to be marked.

    Raises:
        CourseError: not this table, points that are no number, a line that comes twice.
    """
    marks: dict[tuple[str, ...], Mark] = {}
    for number, row in filled_in(path, NEEDED, COLUMNS, ANEW):
        text = row["points"].strip().replace(",", ".")
        comment = unsafe((row.get("comment") or "").strip(), ANSWER_CHARS)
        if not text and not comment:
            continue
        attempt, answer = (row.get("attempt") or "").strip(), row.get("answer") or ""
        try:
            points = float(text) if text else None
        except ValueError:
            raise CourseError(f"{path}: line {number}: points: expected a number, found {row['points']!r}") from None
        cells = [_cell(row[c]) for c in NEEDED[:3]]
        mark = Mark(cells[0], cells[1], cells[2], points, comment, attempt, answer)
        line = (*cells, attempt or f"of {answer}")
        if line in marks:
            raise CourseError(f"{path}: line {number}: {mark.place} is marked twice; keep one line")
        marks[line] = mark
    return list(marks.values())


def _cell(text: str) -> str:
    """What a line is found by: the cell as the table has it, with or without the quote before a formula."""
    return safe(text).lstrip("'")


def assign_marks(path: Path, marks: Sequence[Mark], tries: Sequence[Try]) -> dict[Key, Mark]:
    """Which case of which submission each mark is for.

    Args:
        path: named in errors.
        tries: as the machine left them.

    Raises:
        CourseError: a mark that no answer fits, or one of several attempts without a word which.
    """
    waiting: dict[tuple[str, str, str], list[tuple[Key, Try, QuestionResult]]] = {}
    before: dict[tuple[str, str, str], list[tuple[Key, Try, QuestionResult]]] = {}  # by what `also` says
    for one in tries:
        for q in one.report.questions:
            for case in (c for c in q.cases if c.pending):
                place = ((one.report.submission, q.name, case.name), one, q)
                line = (_cell(one.report.student), _cell(q.name), _cell(case.name))
                waiting.setdefault(line, []).append(place)
                for name in dict.fromkeys(map(_cell, one.also)):
                    before.setdefault((name, *line[1:]), []).append(place)
    assigned: dict[Key, Mark] = {}
    for mark in marks:
        line = (mark.student, mark.question, mark.criterion)
        found = waiting.get(line) or before.get(line, [])
        numbered = [f for f in found if mark.attempt == str(f[1].number)]
        same = [f for f in found if mark.of(f[2].answer)]
        both = [f for f in numbered if f in same]
        fits = both or (same if mark.answer else []) or (numbered if mark.attempt else found)
        if len(fits) > 1 and not same:
            raise CourseError(
                f"{path}: {mark.place}: {len(fits)} attempts wait for this mark; say which in a column `attempt` "
                "(1 is the first), or leave `points` empty and run the same command again: it writes the column"
            )
        if not fits:
            raise CourseError(
                f"{path}: {mark.place}: this mark fits no answer that waits for one; "
                "check student, attempt, question and criterion, or remove the line"
            )
        for key, *_ in fits:  # where equal answers are not told apart by number, they get the same
            assigned.setdefault(key, mark)
    return assigned


def apply_marks(report: Report, marks: Mapping[Key, Mark]) -> Report:
    """The report with what people decided; cases that nobody marked still wait.

    Raises:
        CourseError: more points than the criterion is worth, or fewer than 0.
    """
    questions = []
    for q in report.questions:
        cases = tuple(_marked(c, marks.get((report.submission, q.name, c.name))) for c in q.cases)
        questions.append(
            msgspec.structs.replace(q, cases=cases, points=sum(c.points for c in cases)) if cases != q.cases else q
        )
    total = sum(q.points for q in questions)
    return msgspec.structs.replace(report, questions=tuple(questions), total=total)


def _marked(case: CaseResult, mark: Mark | None) -> CaseResult:
    if mark is None or mark.points is None or case.verdict is not Verdict.PENDING:
        return case
    if not 0 <= mark.points <= case.possible + 1e-9:
        raise CourseError(f"marking.csv: {mark.place}: points: expected 0 to {case.possible:g}, found {mark.points:g}")
    full = mark.points >= case.possible - 1e-9
    return msgspec.structs.replace(
        case, verdict=Verdict.PASS if full else Verdict.FAIL, points=mark.points,
        failure_message=mark.comment or None, success_message=mark.comment or None, message="marked by a person",
        marked=True,
    )  # fmt: skip


def unmarked(report: Report) -> Report:
    """The report as the machine left it, from one with marks."""
    questions = []
    for q in report.questions:
        cases = tuple(msgspec.structs.replace(c, **WAITING) if c.marked else c for c in q.cases)
        questions.append(
            msgspec.structs.replace(q, cases=cases, points=sum(c.points for c in cases)) if cases != q.cases else q
        )
    given = sum(c.points for q in report.questions for c in q.cases if c.marked)
    return msgspec.structs.replace(report, questions=tuple(questions), total=report.total - given)


def write_marking(path: Path, tries: Sequence[Try], marks: Mapping[Key, Mark], asked: Collection[str]) -> int:
    """Writes the table, marks included; returns how many lines wait.

    Args:
        tries: as the machine left them.
        asked: submissions that may count; of the others only lines with a mark are kept.
    """
    lines: list[list[str]] = []
    waiting = 0
    for report, number, _ in sorted(tries, key=lambda t: (t.report.student, t.number)):
        for q in report.questions:
            for case in (c for c in q.cases if c.pending):
                mark = marks.get((report.submission, q.name, case.name))
                if mark is None and report.submission not in asked:
                    continue
                waiting += mark is None or mark.points is None
                points = "" if mark is None or mark.points is None else f"{mark.points:g}"
                given = [points, mark.comment if mark else ""]
                lines.append([report.student, str(number), q.name, case.name, f"{case.possible:g}", *given, q.answer])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        [safe(cell, ANSWER_CHARS) for cell in row] for row in sorted(lines, key=lambda r: (r[2], r[3], r[0]))
    )
    write_atomic(path, out.getvalue())
    return waiting
