"""Judging a work again by another bundle: a set of judgements that is looked at first, and then applied or dropped.

Nothing of a set counts until it is applied: what `show`, `final` and `release` say stays what it was. A set knows which
judgement each of its own takes the place of; where another came since, it is not applied.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.errors import UsageError
from autograder.gradebook.audit import write_log
from autograder.gradebook.database import Book
from autograder.gradebook.models import Attempt, Regrade, Regraded, Run
from autograder.gradebook.queries import people_of, runs_of
from autograder.gradebook.record import find_work, myself, set_possible
from autograder.results import Report, Status

ROW = ("bundle", "engine", "report", "answers", "status", "total", "possible", "pending")


class CaseChange(msgspec.Struct, frozen=True):
    """A case with another verdict, or other points; a verdict is "" where there is no such case."""

    question: str
    case: str
    before: str
    after: str
    points: float  # more than before


class Change(msgspec.Struct, frozen=True):
    """An attempt whose points, or verdicts, are others.

    Args:
        students: ids.
        before: points; None: it was not judged.
    """

    attempt: int
    students: tuple[str, ...]
    before: float | None
    after: float
    possible: float
    cases: tuple[CaseChange, ...]

    @property
    def gain(self) -> float:
        """Points more than before; rounded where sums of floats differ."""
        return round(self.after - (self.before or 0.0), 9)


class Proposed(msgspec.Struct, frozen=True):
    """A set that was made.

    Args:
        id: None: there is nothing in it, and no set.
        left_out: attempt → why its judgement stays, whatever becomes of the set.
        kept_down: how many would have lost, and keep what they have.
    """

    id: int | None
    left_out: dict[int, str]
    kept_down: int


def judged_before(book: Book, name: str, attempts: Mapping[str, int]) -> dict[str, tuple[Path, Path] | None]:
    """Submission → files of its judgement that counts and of what its code answered then (None: that is not kept).

    Attempts that were never judged are not in it.
    """
    with book.reading() as session:
        runs = runs_of(session, find_work(session, name).id)
        session.expunge_all()
    return {
        submission: (book.blobs.path(run.report), book.blobs.path(run.answers)) if run.answers else None
        for submission, attempt in attempts.items()
        if (run := runs.get(attempt)) is not None
    }


def propose(
    book: Book,
    name: str,
    bundle: str,
    reports: Sequence[Report],
    attempts: Mapping[str, int],
    answers: Mapping[str, str],
    *,
    only_up: bool = False,
) -> Proposed:
    """Keeps judgements as a set; the same one when it is there already.

    Args:
        bundle: its SHA-256.
        attempts: submission → attempt; all were judged before.
        answers: submission → blob of what its code answered, where it ran again.
        only_up: who would have a smaller part of the points keeps the old judgement of the attempt, whole.
    """
    reports = [r.without_times() for r in reports]
    blobs = dict(zip((r.submission for r in reports), book.blobs.put_all(r.to_json() for r in reports), strict=True))
    with book.writing() as session:
        work = find_work(session, name)
        runs = runs_of(session, work.id)
        left_out: dict[int, str] = {}
        rows: list[Regraded] = []
        kept_down = 0
        for r in reports:
            attempt = attempts[r.submission]
            old = runs[attempt]
            if r.status is Status.UNGRADED:
                left_out[attempt] = r.message
            elif only_up and _part(r.total, r.possible) < _part(old.total, old.possible):
                kept_down += 1
            elif blobs[r.submission] != old.report:
                made = r.provenance
                rows.append(
                    Regraded(
                        attempt_id=attempt, before_id=old.id, bundle=made.bundle_sha256, engine=made.engine_sha256,
                        report=blobs[r.submission], answers=answers.get(r.submission, old.answers),
                        status=r.status.value, total=r.total, possible=r.possible, pending=r.pending,
                    )
                )  # fmt: skip
        if not rows:
            return Proposed(None, left_out, kept_down)
        newest = select(Regrade).where(Regrade.work_id == work.id).order_by(Regrade.id.desc()).limit(1)
        last = session.scalars(newest).first()
        if last is not None and last.state == "open" and _same(_rows(session, last), rows):
            return Proposed(last.id, left_out, kept_down)
        made_set = Regrade(work_id=work.id, bundle=bundle, only_up=only_up, state="open", made=datetime.now(UTC))
        session.add(made_set)
        session.flush()
        for row in rows:
            row.regrade_id = made_set.id
        session.add_all(rows)
        write_log(session, myself(), "regrade", name, set=made_set.id, bundle=bundle, only_up=only_up, rows=len(rows))
        return Proposed(made_set.id, left_out, kept_down)


def _rows(session: Session, made: Regrade) -> list[Regraded]:
    return [*session.scalars(select(Regraded).where(Regraded.regrade_id == made.id).order_by(Regraded.attempt_id))]


def _same(a: Sequence[Regraded], b: Sequence[Regraded]) -> bool:
    """Whether two sets hold the same judgements; what code answered may have been kept anew."""
    return {(x.attempt_id, x.before_id, x.report) for x in a} == {(x.attempt_id, x.before_id, x.report) for x in b}


def _part(points: float, possible: float) -> float:
    return round(points / possible, 9) if possible else 0.0


def find_set(session: Session, name: str, number: int) -> Regrade:
    """A set of a work.

    Raises:
        UsageError: there is none of this number.
    """
    work = find_work(session, name)
    sets = {s.id: s for s in session.scalars(select(Regrade).where(Regrade.work_id == work.id))}
    if number not in sets:
        there = ", ".join(f"{s.id} ({s.state})" for s in sets.values()) or "none"
        raise UsageError(f"{name} has no set {number}; there is: {there}")
    return sets[number]


def changes(book: Book, name: str, number: int) -> list[Change]:
    """What a set changes, attempt by attempt; those with other points first, who gains most at the top."""
    with book.reading() as session:
        rows = _rows(session, find_set(session, name, number))
        before = select(Run).join(Regraded, Regraded.before_id == Run.id).where(Regraded.regrade_id == number)
        runs = {r.id: (r.report, r.status, r.total) for r in session.scalars(before)}
        judged = select(Regraded.attempt_id).where(Regraded.regrade_id == number)
        people = {a: tuple(p.key for p in own) for a, own in people_of(session, Attempt.id.in_(judged)).items()}
    found = []
    for row in rows:
        report, status, total = runs[row.before_id]
        old, new = (Report.from_json(book.blobs.get(sha)) for sha in (report, row.report))
        points = None if status == Status.UNGRADED else total
        cases = tuple(_cases(old, new))
        if cases or points != row.total:
            found.append(Change(row.attempt_id, people.get(row.attempt_id, ()), points, row.total, row.possible, cases))
    return sorted(found, key=lambda c: (-c.gain, c.attempt))


def _cases(old: Report, new: Report) -> list[CaseChange]:
    """The cases that differ."""
    before, after = (
        {(q.name, c.name): (c.verdict.value, c.points) for q in r.questions for c in q.cases} for r in (old, new)
    )
    found = []
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key, ("", 0.0)), after.get(key, ("", 0.0))
        if was != now:
            found.append(CaseChange(*key, was[0], now[0], round(now[1] - was[1], 9)))
    return found


def apply_set(book: Book, name: str, number: int) -> int:
    """Makes the judgements of a set count, all of them or none; how many. Nothing when it is applied already.

    Raises:
        UsageError: there is no such set, it was dropped, or other judgements came since.
    """
    with book.writing() as session:
        made = find_set(session, name, number)
        if made.state == "applied":
            return 0
        if made.state != "open":
            raise UsageError(f"set {number} of {name} was dropped; make another one with `gradebook regrade {name}`")
        rows, work = _rows(session, made), find_work(session, name)
        runs = runs_of(session, work.id)
        if late := [r.attempt_id for r in rows if runs[r.attempt_id].id != r.before_id]:
            raise UsageError(
                f"set {number} of {name}: {len(late)} attempts were judged since it was made "
                f"({', '.join(map(str, late[:5]))}); make another one with `gradebook regrade {name}`"
            )
        now = datetime.now(UTC)
        session.add_all(Run(attempt_id=r.attempt_id, made=now, **{key: getattr(r, key) for key in ROW}) for r in rows)
        made.state = "applied"
        set_possible(session, work, max(r.possible for r in rows))
        told = {str(r.attempt_id): {"total": r.total, "status": r.status, "report": r.report} for r in rows}
        write_log(session, myself(), "judge", name, runs=told, set=number)
        return len(rows)


def drop_set(book: Book, name: str, number: int) -> None:
    """Makes sure that a set never counts.

    Raises:
        UsageError: there is no such set, or it was applied.
    """
    with book.writing() as session:
        made = find_set(session, name, number)
        if made.state == "applied":
            raise UsageError(f"set {number} of {name} counts already; regrade {name} with the bundle that should count")
        if made.state == "open":
            made.state = "dropped"
            write_log(session, myself(), "drop", name, set=number)
