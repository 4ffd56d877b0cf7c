"""Points that were given elsewhere: each line of a table is an attempt with its judgement. Other points of the same
student are another attempt, and the newest counts (queries.py); nothing is overwritten."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.errors import CourseError, UsageError
from autograder.files import file_stem
from autograder.gradebook.answers import read_facts
from autograder.gradebook.audit import write_log
from autograder.gradebook.database import Book
from autograder.gradebook.models import IMPORTED, Attempt, Extension, Person, Run, Work
from autograder.gradebook.packing import pack_text
from autograder.gradebook.queries import is_imported, people_of, runs_of
from autograder.gradebook.record import add_attempt, make_work, myself, run_of, set_possible, students
from autograder.handin.roster import Matcher, Student
from autograder.lms.points import Line
from autograder.results import HandedIn, QuestionResult, Report, Status


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


def import_points(book: Book, name: str, title: str, path: Path, lines: Sequence[Line]) -> Imported:
    """Keeps the points of a table, all of them or none. A group shares those of a member, but for members who have, or
    had in an earlier table, a line of their own.

    Raises:
        CourseError: two lines are one student's.
        UsageError: files of this work were taken.
    """
    with book.writing() as session:
        people = students(session)
        read = _by_student(path, lines, people)
        work = session.scalars(select(Work).where(Work.name == name)).first()
        before = _counting(session, work) if work is not None else {}
        whose = _shared(read, people, before)
        labels = {s.id: s.label for s in people}
        excused = _excused(session, work) if work is not None else set()
        for key, line in read.excused.items():
            if key not in excused:
                read.left_out.append(
                    f"line {line.number}: {labels[key]} is excused there; here, "
                    f"`autograder gradebook extend {key} {name} --excused` does it"
                )
        covered = {key for own in whose.values() for key in own}
        empty = read.empty - covered
        notes = [
            f"{labels[key]}: no points in the table; {_told(before[key].points, before[key].possible)} stay"
            for key in sorted((empty | read.excused.keys()) & before.keys() - excused)
        ]
        fresh = {
            k: ids for k, ids in whose.items() if not all(i in before and before[i].says(read.given[k]) for i in ids)
        }
        if fresh:
            work = work or make_work(session, name, title)
            _keep(session, work, path.name, {k: read.given[k] for k in fresh}, fresh, before, labels)
        return Imported(
            tuple(sorted(i for ids in fresh.values() for i in ids if i not in before)),
            tuple(sorted(i for k, ids in whose.items() for i in ids if i in before and before[i].says(read.given[k]))),
            {i: _change(before[i], read.given[k]) for k, ids in fresh.items() for i in ids
             if i in before and not before[i].says(read.given[k])},
            len(empty),
            tuple(notes),
            tuple(read.left_out),
        )  # fmt: skip


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
    whose = {key: [key] for key in read.given}
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


def _keep(
    session: Session,
    work: Work,
    table: str,
    lines: Mapping[str, Line],
    whose: Mapping[str, Sequence[str]],
    before: Mapping[str, _Counts],
    labels: Mapping[str, str],
) -> None:
    """Adds an attempt and its judgement for each of the lines."""
    blobs = session.info["blobs"]
    ids = {p.key: p for p in session.scalars(select(Person))}
    runs: list[Run] = []
    told = {}
    for key, line in lines.items():
        received = line.received or (before[key].received if key in before else None)
        content = pack_text(blobs, Path(table).name or "table.csv", line.text)
        own = sorted(whose[key])
        attempt = add_attempt(
            session, work, [ids[i] for i in own], label=table, content=content, order=IMPORTED, received=received
        )
        report = _report(work, table, line, own, labels)
        runs.append(run_of(attempt.id, report, blobs.put(report.to_json())))
        told[str(attempt.id)] = {
            "line": line.number, "whose": own, "points": line.points, "possible": line.possible,
            "comment": line.comment, "received": received.isoformat() if received else None, "content": content,
            "report": runs[-1].report,
        }  # fmt: skip
    session.add_all(runs)
    read_facts(session, {r.report for r in runs})  # so that tables open no reports
    write_log(session, myself(), "import", work.name, table=table, attempts=told)
    kept = {i: line.possible for key, line in lines.items() for i in whose[key]}
    set_possible(session, work, max(({i: b.possible for i, b in before.items()} | kept).values()))


def _report(work: Work, table: str, line: Line, whose: Sequence[str], labels: Mapping[str, str]) -> Report:
    """A line as a judgement that no engine made."""
    points = line.points or 0.0
    names = ", ".join(labels[i] for i in whose)
    return Report(
        submission=file_stem("+".join(whose)),
        student=names,
        assignment=work.name,
        title=work.title,
        status=Status.GRADED,
        total=points,
        possible=line.possible,
        questions=(QuestionResult(name=work.name, points=points, possible=line.possible, cases=()),),
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
