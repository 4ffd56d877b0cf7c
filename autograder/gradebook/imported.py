"""Points that were given elsewhere: each line of a table is an attempt with its judgement. Other points of the same
student are another attempt, and the newest counts (queries.py); nothing is overwritten."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.errors import CourseError, UsageError
from autograder.files import file_stem
from autograder.gradebook.answers import read_facts
from autograder.gradebook.audit import write_log
from autograder.gradebook.blobs import Blobs
from autograder.gradebook.database import Book
from autograder.gradebook.models import IMPORTED, Attempt, Extension, Person, Work
from autograder.gradebook.packing import pack_text
from autograder.gradebook.queries import is_imported, people_of, runs_of
from autograder.gradebook.record import add_attempt, make_work, myself, run_of, set_possible, students
from autograder.handin.roster import Matcher, Student
from autograder.lms.points import Line
from autograder.report.text import line as plain
from autograder.results import HandedIn, QuestionResult, Report, Status

COMMENT = 5000  # characters


class Imported(msgspec.Struct, frozen=True):
    """What came of a table.

    Args:
        new, known: ids of students.
        changed: id → what they had and have now.
        empty: students without points in it.
        notes: a sentence for each of them who has points in the gradebook, which stay.
        left_out: a sentence for each line (or member of a group) that gave nothing and should have.
    """

    new: tuple[str, ...]
    known: tuple[str, ...]
    changed: dict[str, str]
    empty: int
    notes: tuple[str, ...]
    left_out: tuple[str, ...]


class _Counts(msgspec.Struct, frozen=True):
    """What counts for a student before the table.

    Args:
        whose: ids of all whose attempt it is.
    """

    points: float
    possible: float
    comment: str
    received: datetime | None
    whose: frozenset[str]

    def says(self, line: Line) -> bool:
        """Whether a line says nothing else; without comment or time it says nothing of these."""
        same = (self.points, self.possible) == (line.points, line.possible)
        return same and line.comment in ("", self.comment) and line.received in (None, self.received)


class _Read(msgspec.Struct):
    """The lines of a table by student."""

    given: dict[str, Line] = {}
    excused: dict[str, Line] = {}
    empty: set[str] = set()
    left_out: list[str] = []


class _Plan(msgspec.Struct, frozen=True):
    """What a table changes.

    Args:
        lines: of the students who have one.
        whose: student with a line → all who get its points; `fresh`: those of them that say something new.
        before: what counts, by student.
    """

    lines: dict[str, Line]
    whose: dict[str, list[str]]
    fresh: dict[str, list[str]]
    before: dict[str, _Counts]
    labels: dict[str, str]
    empty: int
    notes: tuple[str, ...]
    left_out: tuple[str, ...]

    def each(self) -> Iterator[tuple[str, Line]]:
        """All who get points, with the line that gives them."""
        return ((key, self.lines[owner]) for owner, own in self.whose.items() for key in own)


def import_points(
    book: Book, name: str, title: str, path: Path, lines: Sequence[Line], *, shared: bool = True
) -> Imported:
    """Keeps the points of a table, all of them or none. Where the work is `shared`, a group has those of a member, but
    for members who have a line of their own, or whose points of an earlier table are theirs alone.

    Raises:
        CourseError: two lines are one student's.
        UsageError: files of this work were taken.
    """
    lines = [one._replace(comment=plain(one.comment, COMMENT)) for one in lines]
    with book.reading() as session:
        plan = _plan(session, name, path, lines, shared)
    _blobs(book.blobs, name, title, path.name, plan)  # they are there when others wait for us
    with book.writing() as session:
        plan = _plan(session, name, path, lines, shared)
        if plan.fresh:
            blobs = _blobs(book.blobs, name, title, path.name, plan)
            _keep(session, make_work(session, name, title), path.name, plan, blobs)
    known = {key for key, line in plan.each() if key in plan.before and plan.before[key].says(line)}
    return Imported(
        tuple(sorted(key for key, _ in plan.each() if key not in plan.before)),
        tuple(sorted(known)),
        {key: _change(plan.before[key], line) for key, line in plan.each() if key in plan.before.keys() - known},
        plan.empty,
        plan.notes,
        plan.left_out,
    )


def _plan(session: Session, name: str, path: Path, lines: Sequence[Line], shared: bool) -> _Plan:
    people = students(session)
    read = _by_student(path, lines, people)
    work = session.scalars(select(Work).where(Work.name == name)).first()
    before = _counting(session, work) if work is not None else {}
    excused = _excused(session, work) if work is not None else set()
    whose = _shared(read, people, before) if shared else {key: [key] for key in read.given}
    labels = {s.id: s.label for s in people}
    for key, line in read.excused.items():
        if key not in excused:
            how = f"`autograder gradebook extend {key} {name} --excused` does it"
            read.left_out.append(f"line {line.number}: {labels[key]} is excused there; here, {how}")
    empty = read.empty.difference(*whose.values())
    stay = {key: before[key] for key in sorted((empty | read.excused.keys()) & before.keys() - excused)}
    notes = [
        f"{labels[key]}: no points in the table; {_told(b.points, b.possible)} stay (0 takes them away)"
        for key, b in stay.items()
    ]
    fresh = {k: own for k, own in whose.items() if not all(i in before and before[i].says(read.given[k]) for i in own)}
    return _Plan(read.given, whose, fresh, before, labels, len(empty), tuple(notes), tuple(read.left_out))


def _by_student(path: Path, lines: Sequence[Line], people: Sequence[Student]) -> _Read:
    """Whose each line is; one that is nobody's and has points is left out."""
    matcher, read = Matcher(people), _Read()
    for line in lines:
        p = line.person
        labels = [text for text in (p.id, p.email, *p.names, p.name) if text]
        found = {s.id: s for text in labels if (s := matcher.find(text)) is not None}
        if len(found) != 1:
            if line.points is not None or line.excused:
                told = repr(" / ".join(dict.fromkeys(labels))[:100]) if labels else "an empty cell"
                read.left_out.append(f"line {line.number}: {told} {_whose(found, matcher, p.name or p.id)}")
            continue
        ((key, student),) = found.items()
        there = read.given.get(key) or read.excused.get(key)
        if line.points is None and not line.excused:
            read.empty.add(key)
        elif there is not None:
            raise CourseError(
                f"{path}: line {line.number}: {student.label} has points in line {there.number} already; keep one line"
            )
        else:
            (read.excused if line.excused else read.given)[key] = line
    return read


def _whose(found: Mapping[str, Student], matcher: Matcher, name: str) -> str:
    """Why a line is nobody's."""
    if found:
        return f"is several people: {' and '.join(s.label for s in found.values())}"
    near = matcher.near([name])
    who = f"could be {' or '.join(s.label for s in near)}" if near else "nobody has a name or id like it"
    return f"is nobody in the gradebook; {who}"


def _counting(session: Session, work: Work) -> dict[str, _Counts]:
    """What counts for each student.

    Raises:
        UsageError: files of this work were taken.
    """
    attempts = session.scalars(select(Attempt).where(Attempt.work_id == work.id).order_by(Attempt.id)).all()
    if attempts and not is_imported(session, work.id):
        raise UsageError(f"{work.name}: files of it were taken, and are judged here; import points under another name")
    runs, people = runs_of(session, work.id), people_of(session, Attempt.work_id == work.id)
    facts = read_facts(session, {r.report for r in runs.values()})
    found = {}
    for a in attempts:
        run, whose = runs[a.id], frozenset(p.key for p in people[a.id])
        counts = _Counts(run.total, run.possible, facts[run.report].comment, a.received, whose)
        found.update(dict.fromkeys(whose, counts))
    return found


def _shared(read: _Read, people: Sequence[Student], before: Mapping[str, _Counts]) -> dict[str, list[str]]:
    """Whose line → ids of all who get its points."""
    whose = {key: [key] for key in read.given}  # the line's own student first
    teams: dict[str, list[str]] = defaultdict(list)
    for s in people:
        if s.team and s.id in read.given:
            teams[s.team].append(s.id)
    for s in people:
        if not s.team or s.id in read.given or s.id in read.excused:
            continue
        own = [k for k in teams[s.team] if s.id not in before or k in before[s.id].whose]
        said = {(read.given[k].points, read.given[k].possible) for k in own}
        if len(said) == 1:
            whose[own[0]].append(s.id)
        elif said:
            read.left_out.append(
                f"{s.label} has no line, and the lines of group {s.team} differ ({', '.join(own)}); add one"
            )
    return whose


def _excused(session: Session, work: Work) -> set[str]:
    wanted = select(Person.key).join(Extension, Extension.person_id == Person.id)
    return set(session.scalars(wanted.where(Extension.work_id == work.id, Extension.excused)))


def _blobs(blobs: Blobs, name: str, title: str, table: str, plan: _Plan) -> dict[str, tuple[str, str, Report]]:
    """Student with a line that says something new → blobs of the line and of its report, and the report."""
    found = {}
    for key, whose in plan.fresh.items():
        line = plan.lines[key]
        report = _report(name, title, table, line, whose, plan.labels)
        found[key] = pack_text(blobs, table, line.text), blobs.put(report.to_json()), report
    return found


def _keep(session: Session, work: Work, table: str, plan: _Plan, blobs: Mapping[str, tuple[str, str, Report]]) -> None:
    """Adds an attempt and its judgement for each line that says something new."""
    people = {p.key: p for p in session.scalars(select(Person))}
    runs, told = [], {}
    for key, (content, blob, report) in blobs.items():
        line, whose = plan.lines[key], plan.fresh[key]
        received = line.received or (plan.before[key].received if key in plan.before else None)
        attempt = add_attempt(
            session, work, [people[i] for i in whose], label=table, content=content, order=IMPORTED, received=received
        )
        runs.append(run_of(attempt.id, report, blob))
        told[attempt.id] = {
            "line": line.number, "whose": whose, "points": line.points, "possible": line.possible,
            "comment": line.comment, "received": received.isoformat() if received else None, "content": content,
            "report": blob,
        }  # fmt: skip
    session.add_all(runs)
    read_facts(session, {r.report for r in runs})  # so that tables open no reports
    write_log(session, myself(), "import", work.name, table=table, attempts=told)
    counts = {key: b.possible for key, b in plan.before.items() if key in plan.labels}  # not of who left
    counts |= {key: line.possible for key, line in plan.each()}
    set_possible(session, work, max(counts.values()))


def _report(name: str, title: str, table: str, line: Line, whose: Sequence[str], labels: Mapping[str, str]) -> Report:
    """A line as a judgement that no engine made."""
    points = line.points or 0.0
    names = ", ".join(labels[i] for i in whose)
    return Report(
        submission=file_stem("+".join(whose)),
        student=names,
        assignment=name,
        title=title,
        status=Status.GRADED,
        total=points,
        possible=line.possible,
        questions=(QuestionResult(name=name, points=points, possible=line.possible, cases=()),),
        notes=(line.comment,) if line.comment else (),
        handed_in=HandedIn(name=names, file=f"{table}, line {line.number}"),
    )


def _change(before: _Counts, line: Line) -> str:
    now = _told(line.points or 0.0, line.possible)
    if (was := _told(before.points, before.possible)) != now:
        return f"{was} → {now}"
    return f"{now}, with another {'comment' if line.comment not in ('', before.comment) else 'time'}"


def _told(points: float, possible: float) -> str:
    return f"{points:g} of {possible:g}"
