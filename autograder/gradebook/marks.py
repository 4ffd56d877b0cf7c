"""What people's marks count: rubric items + adjustment, never below 0 or above what they decide over.

An attempt has the marks that were given to it; one that nobody marked yet has those of the answers that it is like
(answers.py). Of each marker the newest counts; of several markers the mean, until a decision settles it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.gradebook.answers import Facts, QuestionFacts
from autograder.gradebook.models import Item, Mark, MarkOf

MARK, AGAIN, DECISION = "mark", "again", "decision"


def held(points: float, worth: float) -> float:
    """Points within what is decided over."""
    return min(max(points, 0.0), worth)


class ReadMark(NamedTuple):
    """A row of `Mark`: a class has thousands of them, and objects that can be changed take three times as long."""

    id: int
    work_id: int
    question: str
    group: str
    marker: str
    kind: str
    items: list[int]
    adjustment: float
    comment: str
    decides: list[str]
    worth: float
    void: bool


class Given(msgspec.Struct, frozen=True, gc=False):
    """What people say of an answer.

    Args:
        points: before they are held within what they decide over.
        said: items and comments, for the student.
    """

    points: float
    decides: tuple[str, ...]
    worth: float
    said: tuple[str, ...]
    markers: tuple[str, ...]
    decided: bool


class Marks:
    """The marks of some works, each with its points as the rubric is now."""

    def __init__(self, marks: Sequence[ReadMark], items: Iterable[Item], attempts: Iterable[tuple[int, int]]) -> None:
        self.items = {i.id: i for i in items}
        self.works = {m.work_id for m in marks}
        self.all = marks
        self._known = {m.id: m for m in marks}
        asked = {m.id: m.question for m in marks}
        self._asked: dict[int, set[str]] = defaultdict(set)  # work → its questions with marks
        for m in marks:
            self._asked[m.work_id].add(m.question)
        self._attempt: dict[tuple[int, str], list[int]] = defaultdict(list)  # ids of marks
        self._group: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        for mark, attempt in attempts:
            self._attempt[attempt, asked[mark]].append(mark)
        for m in marks:
            if m.group:
                self._group[m.work_id, m.question, m.group].append(m.id)
        self._given: dict[tuple[int, ...], Given | None] = {}  # answers that are alike have the same marks

    def points(self, mark: ReadMark) -> float:
        """What the items and the adjustment make."""
        return sum(self.items[i].points for i in mark.items if not self.items[i].retired) + mark.adjustment

    def within(self, mark: ReadMark) -> float:
        """The same within what it was worth when it was given."""
        return held(self.points(mark), mark.worth)

    def _ids(self, work: int, attempt: int, question: str, group: str) -> list[int]:
        return self._attempt.get((attempt, question)) or self._group.get((work, question, group), [])

    def rows(self, work: int, attempt: int, question: str, group: str) -> list[ReadMark]:
        """All marks of an answer, the oldest first."""
        return [self._known[i] for i in sorted(self._ids(work, attempt, question, group))]

    @property
    def attempts(self) -> set[int]:
        """All that marks were given to."""
        return {attempt for attempt, _ in self._attempt}

    def touch(self, work: int, attempt: int, facts: Facts) -> bool:
        """Whether there is a mark of any of its answers."""
        asked = self._asked[work]  # most questions are marked by no person
        return any(self._ids(work, attempt, q.name, q.group) for q in facts.questions if q.name in asked)

    def own(self, attempt: int, question: str) -> bool:
        """Whether marks were given to this very attempt."""
        return (attempt, question) in self._attempt

    def of_group(self, work: int, question: str, group: str) -> list[ReadMark]:
        """All marks that were given to a group."""
        return [self._known[i] for i in self._group.get((work, question, group), [])]

    def given(self, work: int, attempt: int, question: str, group: str) -> Given | None:
        """What counts of the marks of an answer; None: nobody marked it."""
        ids = tuple(sorted(self._ids(work, attempt, question, group)))
        if ids not in self._given:
            self._given[ids] = self._made([self._known[i] for i in ids])
        return self._given[ids]

    def _made(self, rows: Sequence[ReadMark]) -> Given | None:
        standing = standing_marks(rows)
        if not standing:
            return None
        said = [self.items[i] for m in standing for i in m.items if not self.items[i].retired]
        texts = [i.text for i in sorted(set(said), key=lambda i: (i.place, i.id))]
        return Given(
            sum(map(self.points, standing)) / len(standing),
            tuple(standing[-1].decides),
            max(m.worth for m in standing),
            tuple(dict.fromkeys([*texts, *(m.comment for m in standing if m.comment)])),
            tuple(m.marker for m in standing),
            standing[0].kind == DECISION,
        )

    def counted(self, work: int, attempt: int, facts: Facts) -> "Counted":
        """The points of a report with all marks of its attempt."""
        changed, settled, lines, texts, pending = {}, set(), [], {}, 0.0
        for q in facts.questions:
            given = self.given(work, attempt, q.name, q.group) if q.name in self._asked[work] else None
            waits = {c.name: c.possible for c in q.cases if c.waits}
            if given is not None:
                points, worth = _with_mark(q, given)
                changed[q.name] = points
                left = {n: p for n, p in waits.items() if given.decides and n not in given.decides}
                settled |= {(q.name, n) for n in waits if n not in left}
                waits = left
                said = f": {'; '.join(given.said)}" if given.said else ""
                lines.append(f"{q.name}: {held(given.points, worth):g} of {worth:g} by a person{said}")
                texts[q.name] = "; ".join(given.said)
            pending += sum(waits.values())
        gained = sum(changed[q.name] - q.points for q in facts.questions if q.name in changed)
        possible = sum(q.possible for q in facts.questions)
        share = facts.possible / possible if possible else 1.0  # `points_possible` weighs the sum
        total = round(facts.total + gained * share, 9)
        return Counted(total, pending, tuple(lines), changed, frozenset(settled), texts)


class Counted(msgspec.Struct, frozen=True, gc=False):
    """Points with marks.

    Args:
        questions: points of those that people marked.
        settled: cases (question, name) that waited, and do no longer.
        texts: what people said of these questions.
    """

    total: float
    pending: float
    lines: tuple[str, ...]
    questions: dict[str, float]
    settled: frozenset[tuple[str, str]]
    texts: dict[str, str]


def standing_marks(rows: Sequence[ReadMark]) -> list[ReadMark]:
    """Of all marks of an answer, the oldest first, those that count: the newest decision, else each marker's newest."""
    newest: dict[tuple[str, str], ReadMark] = {}
    for m in rows:
        if m.kind != AGAIN:
            newest[m.kind, "" if m.kind == DECISION else m.marker] = m
    standing = [m for m in newest.values() if not m.void]
    return [m for m in standing if m.kind == DECISION] or sorted(standing, key=lambda m: m.marker)


def _with_mark(q: QuestionFacts, given: Given) -> tuple[float, float]:
    """The points of a question with a mark, and what the mark is worth as the question is now."""
    decided = [c for c in q.cases if c.name in given.decides]
    worth = q.possible
    if given.decides:  # its cases may be gone: the mark stays
        worth = sum(c.possible for c in decided) if decided else min(given.worth, q.possible)
    rest = q.points - sum(c.points for c in decided) if given.decides else 0.0
    points = max(rest, 0.0) + held(given.points, worth)
    return min(points, q.possible), worth


def read_marks(session: Session, works: Collection[int]) -> Marks:
    """All marks of some works."""
    columns = [getattr(Mark, name) for name in ReadMark._fields]
    rows = session.execute(select(*columns).where(Mark.work_id.in_(list(works))).order_by(Mark.id))
    marks = [ReadMark(*row) for row in rows]
    marked = {m.work_id for m in marks}
    items = session.scalars(select(Item).where(Item.work_id.in_(marked))) if marked else ()
    attempts = session.execute(
        select(MarkOf.mark_id, MarkOf.attempt_id).join(Mark, Mark.id == MarkOf.mark_id).where(Mark.work_id.in_(marked))
    )
    return Marks(marks, items, [(mark, attempt) for mark, attempt in attempts] if marked else ())


def rubric(session: Session, work: int, question: str) -> Mapping[int, Item]:
    """The items of a question by number, in their order, retired ones, too."""
    wanted = select(Item).where(Item.work_id == work, Item.question == question).order_by(Item.place, Item.id)
    return {i.number: i for i in session.scalars(wanted)}
