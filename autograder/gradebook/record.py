"""What changes a gradebook; every call is one transaction, and a line or more in its log."""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.collect import Collected
from autograder.errors import CourseError, SubmissionError, UsageError, nearest
from autograder.files import file_stem
from autograder.gradebook.answers import read_facts
from autograder.gradebook.audit import write_log
from autograder.gradebook.database import Book
from autograder.gradebook.models import (
    Attempt,
    Extension,
    HandedInBy,
    Log,
    Mark,
    Person,
    Regraded,
    Released,
    Run,
    Work,
)
from autograder.gradebook.packing import pack, unpack
from autograder.gradebook.queries import is_imported, runs_of
from autograder.handin.keys import canonical_id
from autograder.handin.roster import Student
from autograder.handin.times import find_time
from autograder.lms.times import SubmissionTime, as_compared
from autograder.results import HandedIn, Report
from autograder.submissions import Submission

KEPT = ("name", "email", "groups", "team", "names", "lms_id")  # of a row of the class list


def myself() -> str:
    """Who is at work, for the log: the login, as the system or `AUTOGRADER_WHO` says."""
    return os.environ.get("AUTOGRADER_WHO") or os.environ.get("USER") or f"uid {os.getuid()}"


class Changed(msgspec.Struct, frozen=True):
    """What a class list changed: ids."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    left: tuple[str, ...]
    back: tuple[str, ...]


def set_roster(book: Book, roster: Sequence[Student], source: str) -> Changed:
    """The class is that of the list from now on; who is not in it has left, and keeps what they have."""
    with book.writing() as session:
        known = {p.key: p for p in session.scalars(select(Person))}
        new, changed, back = [], [], []
        for row in roster:
            values = {k: list(v) if isinstance(v := getattr(row, k), tuple) else v for k in KEPT}
            person = known.get(row.id)
            if person is None:
                session.add(Person(key=row.id, **values))
                new.append(row.id)
                write_log(session, myself(), "person", row.id, source=source, **values)
                continue
            before = {k: getattr(person, k) for k in KEPT}
            if person.left:
                person.left = False
                back.append(row.id)
            if before != values:
                for key, value in values.items():
                    setattr(person, key, value)
                changed.append(row.id)
            if before != values or row.id in back:
                write_log(session, myself(), "person", row.id, source=source, before=before, **values)
        listed = {row.id for row in roster}
        left = [p for p in known.values() if p.key not in listed and not p.left]
        for person in left:
            person.left = True
            write_log(session, myself(), "left", person.key, source=source)
        return Changed(tuple(new), tuple(changed), tuple(p.key for p in left), tuple(back))


def students(session: Session) -> list[Student]:
    """All who are in the class, in the order of their ids."""
    people = session.scalars(select(Person).where(~Person.left).order_by(Person.key))
    return [Student(p.key, p.name, p.email, tuple(p.groups), p.team, tuple(p.names), p.lms_id) for p in people]


class Taken(msgspec.Struct, frozen=True):
    """What came of files.

    Args:
        new: labels of new attempts.
        known: of those that were there already.
        refused: a sentence for each that was not taken.
    """

    new: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[str, ...]


def take(
    book: Book,
    name: str,
    title: str,
    submissions: Sequence[Submission],
    times: Sequence[SubmissionTime] = (),
    *,
    shared: bool = True,
) -> Taken:
    """Keeps attempts with all their bytes; those that are there already stay as they are.

    An attempt belongs to its students, and to their groups where the work is `shared`. The same files of the same
    people at another time are another attempt.
    """
    with book.reading() as session:
        roster = students(session)
    collected = Collected(roster, submissions, "last", "the gradebook")
    new, known, refused = [], [], []
    packed = []
    for submission, named in zip(submissions, collected.submissions, strict=True):
        label = submission.handed_in.file or submission.student
        if submission.nothing:
            continue
        owners = collected.owners.get(submission.id, ())
        if not owners:
            refused.append(f"{label}: {named.handed_in.whose}")
            continue
        try:
            packed.append((submission, label, owners, pack(book.blobs, submission)))
        except SubmissionError as e:
            refused.append(f"{label}: {e}")
        except OSError as e:
            refused.append(f"{label}: cannot be read: {e.strerror or e}")
    with book.writing() as session:
        work = make_work(session, name, title)
        if is_imported(session, work.id):
            raise UsageError(
                f"{name}: its points were given elsewhere (`gradebook import`); take files as another work"
            )
        ids = {p.key: p for p in session.scalars(select(Person))}
        for submission, label, owners, files in packed:
            teams = {o.team for o in owners} - {""} if shared else set()
            whose = sorted({o.id for o in owners} | {s.id for s in roster if s.team in teams})
            names = [n for o in owners for n in (o.id, o.email, o.name, *o.names) if n]
            time = next((t for sha in sorted(files.hashes) if (t := find_time(times, names, sha))), None)
            received = time.time.astimezone(UTC) if time else None
            started = time.started.astimezone(UTC) if time and time.started else None
            if (there := _same(session, work, files.content, whose, received)) is not None:
                if there.received is None and received is not None:
                    there.received, there.started = received, started
                    write_log(session, myself(), "time", name, attempt=there.id, received=received.isoformat())
                known.append(label)
                continue
            attempt = add_attempt(
                session, work, [ids[key] for key in whose], label=label, content=files.content,
                order=submission.order, received=received, started=started,
            )  # fmt: skip
            said = {"attempt": attempt.id, "label": label, "whose": whose, "content": files.content}
            write_log(session, myself(), "take", name, **said, received=received.isoformat() if received else None)
            new.append(label)
    return Taken(tuple(new), tuple(known), tuple(refused))


def _same(
    session: Session, work: Work, content: str, whose: Sequence[str], received: datetime | None
) -> Attempt | None:
    """The attempt with the same files of one of these people, at the same time as far as times are known."""
    found = session.scalars(
        select(Attempt)
        .join(HandedInBy, HandedInBy.attempt_id == Attempt.id)
        .join(Person, Person.id == HandedInBy.person_id)
        .where(Attempt.work_id == work.id, Attempt.content == content, Person.key.in_(whose))
        .order_by(Attempt.id)
    )
    return next((a for a in found if received is None or a.received in (None, received)), None)


def add_attempt(session: Session, work: Work, people: Sequence[Person], *, label: str, **values: Any) -> Attempt:
    """Keeps an attempt of these people."""
    attempt = Attempt(work_id=work.id, label=label[:400], taken=datetime.now(UTC), **values)
    session.add(attempt)
    session.flush()
    session.add_all(HandedInBy(attempt_id=attempt.id, person_id=p.id) for p in people)
    return attempt


def make_work(session: Session, name: str, title: str) -> Work:
    """The work; a new one where there is none."""
    work = session.scalars(select(Work).where(Work.name == name)).first()
    if work is None:
        work = Work(name=name, title=title)
        session.add(work)
        session.flush()
        write_log(session, myself(), "work", name, title=title)
    return work


def find_work(session: Session, name: str) -> Work:
    """The work.

    Raises:
        UsageError: nothing of it was taken.
    """
    works = {w.name: w for w in session.scalars(select(Work))}
    if name not in works:
        raise UsageError(f"the gradebook has nothing of {name!r}; {nearest(name, works)}")
    return works[name]


def find_person(session: Session, who: str) -> Person:
    """A person by id, address or name.

    Raises:
        UsageError: nobody, or several.
    """
    people = list(session.scalars(select(Person)))
    wanted = canonical_id(who).casefold()
    for known in (
        [(p.key, p) for p in people],
        [(name, p) for p in people for name in {p.email, p.lms_id, *p.names}],
        [(p.name, p) for p in people],
    ):
        found = [p for name, p in known if name.casefold() == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{who!r} is {' and '.join(p.key for p in found)}; say the id")
    raise UsageError(
        f"nobody in the gradebook is {who!r}; {nearest(who, [n for p in people for n in (p.key, p.name)])}"
    )


class Unpacked(msgspec.Struct, frozen=True):
    """Attempts on disk, ready to be graded.

    Args:
        attempts: id of the submission → of the attempt.
        times: when their files came, as far as that is known.
    """

    submissions: tuple[Submission, ...]
    attempts: dict[str, int]
    times: tuple[SubmissionTime, ...]


def unpack_attempts(book: Book, name: str, folder: Path) -> Unpacked:
    """Writes the files of all attempts of a work into an empty folder.

    Raises:
        UsageError: nothing of the work was taken.
        CourseError: a file of the gradebook is gone or damaged.
    """
    with book.reading() as session:
        work = find_work(session, name)
        rows = session.execute(
            select(Attempt, Person)
            .join(HandedInBy, HandedInBy.attempt_id == Attempt.id)
            .join(Person, Person.id == HandedInBy.person_id)
            .where(Attempt.work_id == work.id)
            .order_by(Attempt.id, Person.key)
        ).all()
    if not rows:
        raise UsageError(f"nothing of {name!r} was handed in yet; first `autograder gradebook take {name} …`")
    of: dict[int, tuple[Attempt, list[Person]]] = {}
    for attempt, person in rows:
        of.setdefault(attempt.id, (attempt, []))[1].append(person)
    submissions, attempts, times = [], {}, []
    for number, (attempt, people) in of.items():
        path, parts, hashes = unpack(book.blobs, attempt.content, folder / str(number))
        names = ", ".join(p.name or p.key for p in people)
        came = HandedIn(lms_id=";".join(p.lms_id or p.key for p in people), name=names, file=attempt.label)
        one = Submission(
            file_stem(f"{'+'.join(p.key for p in people)}.{number}"),
            names,
            path,
            None,
            (),
            parts,
            tuple((p.key,) for p in people),
            attempt.order,
            came,
        )
        submissions.append(one)
        attempts[one.id] = number
        if attempt.received is not None:
            whose = frozenset(as_compared(p.key) for p in people)
            times += [SubmissionTime(whose, attempt.received, attempt.started, sha256) for sha256 in sorted(hashes)]
    return Unpacked(tuple(submissions), attempts, tuple(times))


def record_findings(book: Book, name: str, findings: Mapping[tuple[str, str], int]) -> None:
    """Keeps in the log what a person should look at, once.

    Args:
        findings: kind and text → attempt.
    """
    with book.writing() as session:
        find_work(session, name)
        rows = session.scalars(select(Log.detail).where(Log.action == "finding", Log.subject == name))
        known = {(d["kind"], d["text"]) for d in map(msgspec.json.decode, rows)}
        for (kind, text), attempt in findings.items():
            if (kind, text) not in known:
                write_log(session, myself(), "finding", name, kind=kind, text=text, attempt=attempt)


def record_runs(
    book: Book,
    name: str,
    reports: Sequence[Report],
    attempts: Mapping[str, int],
    answers: Mapping[str, str] | None = None,
) -> int:
    """Keeps reports as the newest judgement of their attempts, all of them or none; how many are not as they were.

    Args:
        attempts: submission → attempt.
        answers: submission → blob of what its code answered, where that came.
    """
    answers = answers or {}
    texts = (r.without_times().to_json() for r in reports)
    blobs = dict(zip((r.submission for r in reports), book.blobs.put_all(texts), strict=True))
    with book.writing() as session:
        work = find_work(session, name)
        before = runs_of(session, work.id)
        new = []
        for r in reports:
            attempt = attempts[r.submission]
            last = before.get(attempt)
            known = last.answers if last is not None else ""
            if last is not None and last.report == blobs[r.submission] and (known or r.submission not in answers):
                continue
            new.append(run_of(attempt, r, blobs[r.submission], answers.get(r.submission, known)))
        session.add_all(new)
        if session.scalars(select(Mark.id).where(Mark.work_id == work.id).limit(1)).first() is not None:
            read_facts(session, {run.report for run in new})
        set_possible(session, work, max((r.possible for r in reports), default=work.possible))
        if new:
            runs = {
                str(run.attempt_id): {"total": run.total, "status": run.status, "report": run.report} for run in new
            }
            write_log(session, myself(), "judge", name, runs=runs)
        return len(new)


def run_of(attempt: int, r: Report, blob: str, answers: str = "") -> Run:
    """A judgement of an attempt."""
    return Run(
        attempt_id=attempt, bundle=r.provenance.bundle_sha256, engine=r.provenance.engine_sha256, report=blob,
        status=r.status.value, total=r.total, possible=r.possible, pending=r.pending, made=datetime.now(UTC),
        answers=answers,
    )  # fmt: skip


def set_possible(session: Session, work: Work, possible: float) -> None:
    """What a work is worth from now on."""
    if possible != work.possible:
        write_log(session, myself(), "work", work.name, possible=possible, before=work.possible)
        work.possible = possible


def refuse_imported(book: Book, name: str) -> None:
    """Stops what only makes sense for files.

    Raises:
        UsageError: the points of the work were given elsewhere.
    """
    with book.reading() as session:
        work = session.scalars(select(Work).where(Work.name == name)).first()
        if work is not None and is_imported(session, work.id):
            raise UsageError(given_elsewhere(name))


def given_elsewhere(name: str) -> str:
    """Why there is nothing to judge or to mark."""
    return (
        f"{name}: its points were given elsewhere, there is nothing to judge or to mark; to change some, "
        f"`autograder gradebook import {name} TABLE` once more"
    )


def put_answers(book: Book, paths: Mapping[str, Path]) -> dict[str, str]:
    """Submission → blob of what its code answered, for those of the files that are there."""
    return {name: book.blobs.put(path.read_bytes()) for name, path in paths.items() if path.is_file()}


def extend(
    book: Book,
    who: str,
    name: str,
    *,
    closes: datetime | None = None,
    extra_min: float = 0.0,
    factor: float = 1.0,
    excused: bool = False,
    reason: str = "",
) -> str:
    """More time for somebody, or none of a work asked; the person's id. They add up with what was given before."""
    if not (closes or extra_min > 0 or factor > 1 or excused):
        raise UsageError("an extension needs --closes, --extra-min, --factor or --excused; it extends nothing")
    with book.writing() as session:
        person, work = find_person(session, who), make_work(session, name, name)
        values = {"extra_min": extra_min, "factor": factor, "excused": excused, "reason": reason[:1000]}
        session.add(Extension(person_id=person.id, work_id=work.id, closes=closes, **values))
        said = closes.astimezone(UTC).isoformat() if closes else None
        write_log(session, myself(), "extend", name, person=person.key, closes=said, **values)
        return person.key


def record_released(book: Book, name: str, shown: Mapping[int, tuple[int | None, float, float, Sequence[str]]]) -> int:
    """Keeps what people are shown of a work; for how many that is something new.

    Args:
        shown: person → run, points, possible, lines.
    """
    with book.writing() as session:
        work = find_work(session, name)
        before: dict[int, Released] = {}
        for row in session.scalars(select(Released).where(Released.work_id == work.id).order_by(Released.id)):
            before[row.person_id] = row
        count = 0
        for person, (run, points, possible, lines) in shown.items():
            last = before.get(person)
            if last and (last.run_id, last.points, last.possible, last.lines) == (run, points, possible, [*lines]):
                continue
            session.add(
                Released(
                    person_id=person,
                    work_id=work.id,
                    run_id=run,
                    points=points,
                    possible=possible,
                    lines=[*lines],
                    time=datetime.now(UTC),
                )
            )
            count += 1
        if count:
            write_log(session, myself(), "release", name, people=count)
        return count


def missing_files(book: Book) -> list[str]:
    """A sentence for each file of the gradebook that is gone or damaged."""
    found = []
    with book.reading() as session:
        contents = session.scalars(select(Attempt.content).order_by(Attempt.id))
        wanted = [*contents, *session.scalars(select(Run.report).order_by(Run.id))]
        wanted += session.scalars(select(Regraded.report).order_by(Regraded.regrade_id, Regraded.attempt_id))
        answers = [*session.scalars(select(Run.answers).order_by(Run.id)), *session.scalars(select(Regraded.answers))]

    def read(sha256: str) -> bytes | None:
        try:
            return book.blobs.get(sha256)
        except CourseError as e:
            found.append(str(e))
            return None

    for sha256 in dict.fromkeys(filter(None, answers)):
        read(sha256)
    for sha256 in dict.fromkeys(wanted):
        listed = msgspec.json.decode(data) if (data := read(sha256)) is not None else None
        for part in listed if isinstance(listed, list) else ():
            for own in part["files"].values():
                read(own)
    return found
