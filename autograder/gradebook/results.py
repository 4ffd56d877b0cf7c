"""The class's tables and pages of a work from the gradebook: one row a student, by the attempt that counts."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from autograder.gradebook.answers import facts_of
from autograder.gradebook.database import Book
from autograder.gradebook.marks import Counted, Marks, read_marks
from autograder.gradebook.queries import Standing, Try, read_desks
from autograder.gradebook.record import find_work, students
from autograder.gradebook.rules import Rules
from autograder.gradebook.weights import SMALL
from autograder.handin.absent import absent
from autograder.results import CaseResult, Report, Status, Verdict


def counting(
    book: Book, rules: Rules, work: str, attempts: Mapping[str, int]
) -> Callable[[Sequence[Report]], Sequence[Report]]:
    """What `Batch` asks for the rows of its tables: reports of attempts → the report of each student, with what the
    rules took off; who handed in nothing has a row, too.

    Args:
        attempts: submission → attempt.
    """
    with book.reading() as session:
        roster = students(session)
        desks = read_desks(session, rules, work)
        session.expunge_all()
    known, marks = _marks(book, work)

    def rows(reports: Sequence[Report]) -> list[Report]:
        if not reports:
            return []
        of = {attempts[r.submission]: r for r in reports}
        counted = {}
        if known in marks.works:
            counted = {a: marks.counted(known, a, facts_of(r)) for a, r in of.items() if r.status is Status.GRADED}
        of |= {a: _marked(of[a], c) for a, c in counted.items()}
        found = []
        for student in roster:
            desk = desks[student.id]
            tries = tuple(_judged(t, of[t.attempt], counted.get(t.attempt)) for t in desk.tries if t.attempt in of)
            if not desk.tries:
                found.append(absent(student, student.name or student.id, reports, "the gradebook"))
            elif tries:
                found.append(_row(desk._replace(tries=tries).standing(), student.name or student.id, tries, of))
        return found

    return rows


def shown(book: Book, work: str, attempts: Mapping[str, int]) -> Callable[[Report], Report | None]:
    """What `Batch` asks for students' pages: a report of which a part waited for people, with their marks; None where
    nobody marks anything of it.

    Args:
        attempts: submission → attempt.
    """
    known, marks = _marks(book, work)

    def with_marks(report: Report) -> Report | None:
        if known not in marks.works or report.status is not Status.GRADED or not report.pending:
            return None
        return _marked(report, marks.counted(known, attempts[report.submission], facts_of(report)))

    return with_marks


def _marks(book: Book, work: str) -> tuple[int, Marks]:
    with book.reading() as session:
        known = find_work(session, work).id
        marks = read_marks(session, [known])
        session.expunge_all()
    return known, marks


def _marked(report: Report, counted: Counted) -> Report:
    """The report with the gradebook's marks of its attempt."""
    questions = []
    for q in report.questions:
        if q.name in counted.questions:
            settled = [c for c in q.cases if (q.name, c.name) in counted.settled]
            rest = counted.questions[q.name] - sum(c.points for c in q.cases if c not in settled)
            worth = sum(c.possible for c in settled)
            share = rest / worth if worth else 1.0
            cases = [_given(c, share, counted.texts[q.name]) if c in settled else c for c in q.cases]
            q = msgspec.structs.replace(q, points=counted.questions[q.name], cases=tuple(cases))
        questions.append(q)
    return msgspec.structs.replace(report, questions=tuple(questions), total=counted.total)


def _given(case: CaseResult, share: float, text: str) -> CaseResult:
    """A case that people decided; of several in a question each has the same part of its points."""
    verdict = Verdict.PASS if share >= 1 - SMALL else Verdict.FAIL
    return msgspec.structs.replace(
        case, verdict=verdict, points=round(share * case.possible, 9), marked=True,
        failure_message=text or None, success_message=text or None, message="marked by a person",
    )  # fmt: skip


def _judged(t: Try, report: Report, counted: Counted | None) -> Try:
    return t._replace(
        run=0, status=report.status.value, total=report.total, possible=report.possible, pending=report.pending,
        lines=counted.lines if counted else (),
    )  # fmt: skip


def _row(standing: Standing, name: str, tries: Sequence[Try], of: Mapping[int, Report]) -> Report:
    counts = standing.attempt if standing.attempt is not None else tries[-1].attempt
    report = of[counts]
    number = [t.attempt for t in tries].index(counts) + 1
    came = msgspec.structs.replace(
        report.handed_in, attempt=f"{number} of {len(tries)}" if len(tries) > 1 else "1", name=name
    )
    total = standing.points if standing.attempt is not None else 0.0
    return msgspec.structs.replace(report, student=name, total=total, adjustments=standing.lines, handed_in=came)
