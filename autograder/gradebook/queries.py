"""What a gradebook says: the standing of each student in each work, final grades, and the history of one.

A standing is what the rules make of a student's attempts (handin/decisions.py): which one counts, and how much of it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import Session

from autograder.gradebook import models
from autograder.gradebook.answers import Facts, read_facts
from autograder.gradebook.marks import Marks, read_marks
from autograder.gradebook.models import IMPORTED, Attempt, FactsOf, HandedInBy, Log, Person, Released, Run, Work
from autograder.gradebook.rules import Rules
from autograder.gradebook.weights import Final, Score, final_grade
from autograder.handin import decisions, policy
from autograder.results import Status

DAY_MIN = 24 * 60


class Try(NamedTuple):
    """An attempt of a student with its newest judgement.

    Args:
        run: its id; None: not judged yet.
        lines: what people's marks did; `total` and `pending` are with them.
    """

    attempt: int
    order: str
    received: datetime | None
    started: datetime | None
    run: int | None
    report: str
    status: str
    total: float
    possible: float
    pending: float
    lines: tuple[str, ...] = ()


class Standing(msgspec.Struct, frozen=True, gc=False):
    """One student in one work.

    Args:
        points: after lateness; 0 where nothing counts.
        attempts: how many there are.
        attempt, run, report: of the attempt that counts; None, None, "" where none does.
        waits: why the points are not final: "" where they are.
    """

    work: str
    points: float
    possible: float
    attempts: int
    attempt: int | None
    run: int | None
    report: str
    lines: tuple[str, ...]
    waits: str = ""
    excused: bool = False

    @property
    def part(self) -> float:
        return self.points / self.possible if self.possible else 0.0


class Row(msgspec.Struct, frozen=True, gc=False):
    """One student."""

    person: int
    id: str
    name: str
    standings: dict[str, Standing]  # by work
    final: Final | None  # None: the course says nothing of weights


class Class(msgspec.Struct, frozen=True):
    """The book at a glance.

    Args:
        works: name → possible points.
        loose: works that belong to no category of the rules.
    """

    works: dict[str, float]
    rows: tuple[Row, ...]
    loose: tuple[str, ...]


def read_class(session: Session, rules: Rules, only: Sequence[str] = (), person: int | None = None) -> Class:
    """Everybody who is in the class, or one person, with standings in all works (or in `only` these)."""
    works = {w.id: w for w in session.scalars(select(Work).order_by(Work.id)) if not only or w.name in only}
    wanted = select(Person).where(~Person.left if person is None else Person.id == person).order_by(Person.key)
    people = list(session.scalars(wanted))
    categories = {w.name: rules.category_of(w.name) for w in works.values()}
    made = {p.id: _row(p, desks, rules, categories) for p, desks in _desks(session, rules, works, people, person)}
    names = {w.name: w.possible for w in works.values()}
    loose = tuple(n for n in names if rules.categories and not categories[n])
    return Class(names, tuple(made[p.id] for p in people), loose)


def _row(person: Person, desks: Sequence["Desk"], rules: Rules, categories: Mapping[str, str]) -> Row:
    """One student; `categories` of the works by name."""
    found: dict[str, Standing] = {}
    parts: dict[str, list[Score]] = defaultdict(list)
    for desk in desks:
        standing = found[desk.work] = desk.standing()
        if (category := categories[desk.work]) and not standing.excused and desk.possible:
            days = 0 if desk.work in rules.exams else min(rules.late_days, rules.per_work)
            parts[category].append(Score(desk.work, desk.parts(standing, days)))
    final = None
    if rules.categories and parts:
        final = final_grade(rules.categories, parts, late_days=rules.late_days, pass_at=rules.pass_at)
    return Row(person.id, person.key, person.name, found, final)


def read_desks(session: Session, rules: Rules, name: str) -> dict[str, "Desk"]:
    """What decides the standings in one work, by the id of the student."""
    works = {w.id: w for w in session.scalars(select(Work).where(Work.name == name))}
    people = list(session.scalars(select(Person).where(~Person.left)))
    return {desk.student: desk for _, desks in _desks(session, rules, works, people, None) for desk in desks}


def _desks(
    session: Session, rules: Rules, works: Mapping[int, Work], people: Sequence[Person], person: int | None
) -> Iterator[tuple[Person, list["Desk"]]]:
    """Everybody with what decides their standing in each work; who has attempts first."""
    extensions = _extensions(session, works, person)
    of = [(i, w.name, w.possible, rules.policy_of(w.name)) for i, w in works.items()]
    left = {p.id: p for p in people}
    for whose, own in chain(_tries(session, works, person), ((p, {}) for p in list(left))):
        if (p := left.pop(whose, None)) is not None:
            groups = tuple(p.groups)
            yield (
                p,
                [
                    Desk(p.key, groups, name, most, policy, tuple(own.get(i, ())), tuple(extensions.get((p.id, i), ())))
                    for i, name, most, policy in of
                ],
            )


class Desk(NamedTuple):
    """All that decides one standing."""

    student: str
    groups: tuple[str, ...]
    work: str
    possible: float
    policy: policy.Policy
    tries: tuple[Try, ...]
    extensions: tuple[models.Extension, ...]

    def decide(self, late_days: int = 0) -> tuple[decisions.Decision, list[Try]]:
        """What the rules keep of the attempts that were judged."""
        own = [
            policy.Extension(student=self.student, extra_min=e.extra_min, factor=e.factor, closes=e.closes)
            for e in self.extensions
        ]
        if late_days:
            own.append(policy.Extension(student=self.student, extra_min=DAY_MIN * late_days))
        rule = msgspec.structs.replace(self.policy, extensions=(*self.policy.extensions, *own)) if own else self.policy
        judged = [t for t in self.tries if t.status == Status.GRADED]
        judged = judged or [t for t in self.tries if t.status == Status.UNGRADABLE]  # counts where nothing else is
        attempts = [decisions.Attempt(t.received, t.started, t.total, t.possible) for t in judged]
        return decisions.decide(rule, self.student, self.groups, attempts), judged

    def standing(self) -> Standing:
        """What counts now."""
        decision, judged = self.decide()
        kept = judged[decision.kept] if decision.kept is not None else None
        waits = ""
        if left := sum(t.run is None or t.status == Status.UNGRADED for t in self.tries):
            waits = f"{left} of {len(self.tries)} attempts not judged" if len(self.tries) > 1 else "not judged"
        elif kept and kept.pending:
            waits = f"{kept.pending:g} points wait for a person"
        excused = any(e.excused for e in self.extensions)
        return Standing(
            self.work, decision.points, kept.possible if kept else self.possible, len(self.tries),
            kept.attempt if kept else None, kept.run if kept else None, kept.report if kept else "",
            (*decision.lines, *(kept.lines if kept else ())), waits, excused,
        )  # fmt: skip

    def parts(self, standing: Standing, most: int) -> tuple[float, ...]:
        """The part of the points with 0, 1, … late days, as far as more of them help."""
        found = [standing.part]
        closes = self.policy.instant(self.policy.closes)
        late = closes is not None and any(t.received and t.received > closes for t in self.tries)
        for days in range(1, most + 1 if late else 1):
            decision, judged = self.decide(days)
            possible = judged[decision.kept].possible if decision.kept is not None else self.possible
            part = decision.points / possible if possible else 0.0
            found.append(max(part, found[-1]))
            if decision.kept is not None and decision.factor >= 1 and part >= max(found):
                break
        while len(found) > 1 and found[-1] <= found[-2]:
            found.pop()
        return tuple(found)


def _newest() -> ScalarSelect[int]:
    """Of an attempt, the judgement that counts. It is looked up in the index for each: as a joined table it would be
    made of all judgements there are."""
    return select(func.max(Run.id)).where(Run.attempt_id == Attempt.id).correlate(Attempt).scalar_subquery()


def runs_of(session: Session, work: int) -> dict[int, Run]:
    """Attempt of a work → the judgement of it that counts."""
    runs = select(Run).join(Attempt, Attempt.id == Run.attempt_id).where(Attempt.work_id == work, Run.id == _newest())
    return {run.attempt_id: run for run in session.scalars(runs)}


def people_of(session: Session, *where: ColumnElement[bool]) -> dict[int, list[Person]]:
    """Attempt → who handed it in, by id; of the attempts for which `where` holds."""
    rows = session.execute(
        select(HandedInBy.attempt_id, Person)
        .join(Person, Person.id == HandedInBy.person_id)
        .join(Attempt, Attempt.id == HandedInBy.attempt_id)
        .where(*where)
        .order_by(Person.key)
    )
    found: dict[int, list[Person]] = defaultdict(list)
    for attempt, person in rows:
        found[attempt].append(person)
    return found


def _tries(session: Session, works: Collection[int], person: int | None) -> Iterator[tuple[int, dict[int, list[Try]]]]:
    """Person after person, the attempts by work, in the order handed in as far as it is known.

    No more than one person's are in memory: a class has tens of thousands.
    """
    marks = read_marks(session, works)
    told = or_(Attempt.work_id.in_(marks.works), Attempt.order == IMPORTED)  # of these, more than the points is asked
    rows = session.connection().execute(
        select(
            HandedInBy.person_id,
            Attempt.work_id,
            FactsOf.said,
            Attempt.id,
            Attempt.order,
            Attempt.received,
            Attempt.started,
            Run.id,
            Run.report,
            Run.status,
            Run.total,
            Run.possible,
            Run.pending,
        )
        .join(Attempt, Attempt.id == HandedInBy.attempt_id)
        .outerjoin(Run, Run.id == _newest())
        .outerjoin(FactsOf, and_(FactsOf.report == Run.report, told))
        .where(Attempt.work_id.in_(works), *([HandedInBy.person_id == person] if person is not None else []))
        .order_by(HandedInBy.person_id)
        .execution_options(yield_per=1000)
    )
    for whose, own in groupby(rows, key=itemgetter(0)):
        found: dict[int, list[Try]] = defaultdict(list)
        for _, work, said, *rest in own:
            one = Try(*rest)
            if work in marks.works:
                one = _with_marks(session, marks, work, one, said)
            elif one.order == IMPORTED:
                one = one._replace(lines=tuple(filter(None, [_facts(session, one.report, said).comment])))
            found[work].append(one)
        for work, several in found.items():
            if len(several) > 1 and several[0].order == IMPORTED:  # the newest, whatever a policy keeps
                found[work] = [max(several, key=lambda t: t.attempt)]
            elif len(several) > 1:
                timed = all(t.received for t in several)
                several.sort(key=lambda t: (t.received.timestamp() if timed and t.received else 0, t.order, t.attempt))
        yield whose, found


def is_imported(session: Session, work: int) -> bool:
    """Whether the points of a work were given elsewhere."""
    wanted = select(Attempt.id).where(Attempt.work_id == work, Attempt.order == IMPORTED).limit(1)
    return session.scalars(wanted).first() is not None


def _facts(session: Session, report: str, said: str | None) -> Facts:
    """Of a report; `said`: as they are kept, if they are."""
    return msgspec.json.decode(said, type=Facts) if said else read_facts(session, [report])[report]


def _with_marks(session: Session, marks: Marks, work: int, t: Try, said: str | None) -> Try:
    """The attempt with what people marked; `said`: the facts of its report, where they are kept."""
    if t.status != Status.GRADED:
        return t
    facts = _facts(session, t.report, said)
    if not marks.touch(work, t.attempt, facts):
        return t
    counted = marks.counted(work, t.attempt, facts)
    return t._replace(total=counted.total, pending=counted.pending, lines=counted.lines)


def _extensions(
    session: Session, works: Iterable[int], person: int | None
) -> Mapping[tuple[int, int], list[models.Extension]]:
    found = defaultdict(list)
    wanted = select(models.Extension).where(models.Extension.work_id.in_(list(works)))
    if person is not None:
        wanted = wanted.where(models.Extension.person_id == person)
    for e in session.scalars(wanted.order_by(models.Extension.id)):
        found[e.person_id, e.work_id].append(e)
    return found


class Event(msgspec.Struct, frozen=True):
    """A line of a history."""

    time: str
    who: str
    what: str


def history(session: Session, person: Person) -> list[Event]:
    """All that happened to a person's grades, the oldest first: attempts, judgements, extensions, what they saw."""
    attempts = dict(
        session.execute(
            select(Attempt.id, Work.name)
            .join(HandedInBy, HandedInBy.attempt_id == Attempt.id)
            .join(Work, Work.id == Attempt.work_id)
            .where(HandedInBy.person_id == person.id)
        ).all()
    )
    found = []
    for row in session.scalars(select(Log).order_by(Log.id)).yield_per(1000):
        detail = msgspec.json.decode(row.detail)
        what = ""
        if row.action in ("person", "left") and row.subject == person.key:
            what = "entered or changed by " + detail["source"] if row.action == "person" else "left the class list"
        elif row.action in ("take", "time") and detail["attempt"] in attempts:
            came = f", received {detail['received']}" if detail.get("received") else ", no trusted time"
            what = f"{row.subject}: attempt {detail['attempt']}{came}" + (
                f" ({detail['label']})" if row.action == "take" else ""
            )
        elif row.action == "judge":
            runs = {int(k): r for k, r in detail["runs"].items() if int(k) in attempts}
            what = "; ".join(f"{row.subject}: attempt {k}: {r['status']}, {r['total']:g}" for k, r in runs.items())
        elif row.action == "finding" and detail["attempt"] in attempts:
            what = f"{row.subject}: attempt {detail['attempt']}: {detail['kind']}: {detail['text']}"
        elif row.action == "import":
            given = {int(k): a for k, a in detail["attempts"].items() if int(k) in attempts}
            what = "; ".join(f"{row.subject}: attempt {k}: {_imported(a, detail['table'])}" for k, a in given.items())
        elif row.action == "mark" and set(detail["attempts"]) & attempts.keys():
            what = f"{row.subject}: {detail['said']}" + (f": {detail['comment']}" if detail["comment"] else "")
        elif row.action == "extend" and detail["person"] == person.key:
            what = f"{row.subject}: {_given(detail)}" + (f" ({detail['reason']})" if detail["reason"] else "")
        if what:
            found.append(Event(row.time, row.who, what))
    shown = session.execute(
        select(Released, Work.name).join(Work, Work.id == Released.work_id).where(Released.person_id == person.id)
    )
    for seen, name in shown:
        found.append(Event(seen.time.isoformat(), "", f"{name}: was shown {seen.points:g} of {seen.possible:g}"))
    return sorted(found, key=lambda e: e.time)


def _imported(line: Mapping[str, Any], table: str) -> str:
    """Points of the log in words."""
    parts = [
        f"{line['points']:g} of {line['possible']:g} points by {table}, line {line['line']}",
        f"received {line['received']}" if line["received"] else "",
    ]
    return ", ".join(filter(None, parts)) + (f" ({line['comment']})" if line["comment"] else "")


def _given(extension: Mapping[str, Any]) -> str:
    """An extension of the log in words."""
    parts = [
        f"open until {extension['closes']}" if extension["closes"] else "",
        f"{extension['extra_min']:g} more minutes" if extension["extra_min"] else "",
        f"{extension['factor']:g} times the duration" if extension["factor"] > 1 else "",
        "excused" if extension["excused"] else "",
    ]
    return ", ".join(filter(None, parts))
