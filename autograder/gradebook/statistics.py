"""The statistics of a work from the gradebook: one attempt of each student or group, read one after the other."""

from collections.abc import Iterator
from typing import Literal

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from autograder.analysis.statistics import Statistics, statistics_of
from autograder.gradebook.database import Book
from autograder.gradebook.models import Attempt, HandedInBy, Person, Run
from autograder.gradebook.queries import is_imported
from autograder.gradebook.record import find_work
from autograder.results import Report, Status

Which = Literal["first", "last"]


def work_statistics(book: Book, name: str, which: Which = "first") -> Statistics:
    """The statistics over the first (or last) attempts of all who are in the class; a group's attempt is one.

    Raises:
        UsageError: nothing of the work was taken.
        CourseError: a report is gone or damaged.
    """
    with book.reading() as session:
        work = find_work(session, name)
        imported = is_imported(session, work.id)
        over = "imported points" if imported else f"the {which} attempts"
        found = statistics_of(_reports(book, session, work.id, which, imported), over)
    return found


def _reports(book: Book, session: Session, work: int, which: Which, imported: bool) -> Iterator[Report]:
    """The newest judgement of each of these attempts, one report in memory at a time. A file that could not be read is
    no attempt at the questions: the next one is the first."""
    # looked up in the index for each attempt: as a joined table SQLite would go through all of it for each
    newest = select(func.max(Run.id)).where(Run.attempt_id == Attempt.id).correlate(Attempt).scalar_subquery()
    timed = case((Attempt.received.is_(None), 0), else_=1)  # as for standings: times count where all have one
    own = (
        select(
            HandedInBy.person_id,
            Attempt.id,
            Attempt.order,
            Attempt.received,
            func.min(timed).over(partition_by=HandedInBy.person_id).label("timed"),
            Run.report,
        )
        .join(Attempt, Attempt.id == HandedInBy.attempt_id)
        .join(Person, Person.id == HandedInBy.person_id)
        .outerjoin(Run, Run.id == newest)
        .where(Attempt.work_id == work, ~Person.left, Run.status.is_(None) | (Run.status != Status.UNGRADABLE))
        .subquery()
    )
    by = (own.c.id,) if imported else (case((own.c.timed == 1, own.c.received)), own.c.order, own.c.id)
    order = by if which == "first" and not imported else tuple(column.desc() for column in by)
    place = func.row_number().over(partition_by=own.c.person_id, order_by=order).label("place")
    ranked = select(own.c.id, own.c.report, place).subquery()
    rows = select(ranked.c.id, ranked.c.report).where(ranked.c.place == 1, ranked.c.report.is_not(None)).distinct()
    for _, sha256 in session.execute(rows.order_by(ranked.c.id).execution_options(yield_per=100)):
        yield Report.from_json(book.blobs.get(sha256))
