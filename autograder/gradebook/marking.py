"""Marking a question over all students, blind: answers that are alike are one, names are codes.

    book.marking   rubric items and the bank of comments; `Board`: the answers of a question; `give`: a mark of one

Codes, and the order in which a marker meets answers, are an HMAC with a secret of the book: always the same, another
in each question, and nobody tells a student by them.
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from autograder.errors import UsageError, nearest
from autograder.gradebook.answers import QuestionFacts, read_facts
from autograder.gradebook.audit import write_log
from autograder.gradebook.database import Book
from autograder.gradebook.marks import AGAIN, DECISION, MARK, Marks, ReadMark, held, read_marks, rubric, standing_marks
from autograder.gradebook.models import Attempt, Item, Mark, MarkOf, Plan, Remark, Setting, Work
from autograder.gradebook.queries import Desk, Try, is_imported, people_of, read_desks
from autograder.gradebook.record import find_work, given_elsewhere, myself
from autograder.gradebook.rules import Rules
from autograder.results import Report, Status

SECRET = "marking"
HIDDEN = "▮▮▮"
SINCE = 5  # so many other marks of a marker before a hidden duplicate


# -- rubric and comments ----------------------------------------------------------------------------------------------


def add_item(book: Book, name: str, question: str, text: str, points: float, place: float | None = None) -> int:
    """A new line of a rubric, at the end or at `place`; its number."""
    with book.writing() as session:
        work = find_work(session, name)
        known = rubric(session, work.id, question)
        number = max(known, default=0) + 1
        place = max((i.place for i in known.values()), default=0.0) + 1 if place is None else place
        values = {"text": text[:1000], "points": points, "place": place}
        session.add(Item(work_id=work.id, question=question, number=number, **values))
        write_log(session, myself(), "rubric", name, question=question, number=number, **values)
        return number


def change_item(book: Book, name: str, question: str, number: int, **values: Any) -> bool:
    """Other `text`, `points`, `place` or `retired` of an item, in all marks that have it; whether that is new."""
    with book.writing() as session:
        work = find_work(session, name)
        item = _items(rubric(session, work.id, question), question, [number])[0]
        before = _set(item, values)
        if before:
            now = {k: values[k] for k in before}
            write_log(session, myself(), "rubric", name, question=question, number=number, before=before, **now)
        return bool(before)


def set_rubric(
    book: Book, name: str, question: str, lines: Sequence[tuple[int | None, str, float, bool]]
) -> tuple[int, int]:
    """Takes items in their order, all or none: those with a number change, those without are new; how many of each.

    Args:
        lines: number, text, points, retired.

    Raises:
        UsageError: a number that the rubric does not have.
    """
    with book.writing() as session:
        work = find_work(session, name)
        known = dict(rubric(session, work.id, question))
        _items(known, question, [n for n, *_ in lines if n is not None])
        new = changed = 0
        for place, (number, text, points, retired) in enumerate(lines, 1):
            values = {
                "text": " ".join(text.split())[:1000],
                "points": points,
                "place": float(place),
                "retired": retired,
            }
            if number is None:
                number = max(known, default=0) + 1
                known[number] = Item(work_id=work.id, question=question, number=number, **values)
                session.add(known[number])
                new += 1
            else:
                before = _set(known[number], values)
                if not before:
                    continue
                changed += bool(set(before) - {"place"})
            write_log(session, myself(), "rubric", name, question=question, number=number, **values)
        return new, changed


def _set(item: Item, values: Mapping[str, Any]) -> dict[str, Any]:
    """Gives an item these values; what it had instead of those that are new."""
    before = {k: getattr(item, k) for k, v in values.items() if getattr(item, k) != v}
    for key in before:
        setattr(item, key, values[key])
    return before


def add_remark(book: Book, name: str, question: str, text: str) -> int:
    """A comment of the bank; its number. One that is there already keeps its own."""
    with book.writing() as session:
        work = find_work(session, name)
        known = remarks(session, work.id, question)
        for number, there in known.items():
            if there == text:
                return number
        number = max(known, default=0) + 1
        session.add(Remark(work_id=work.id, question=question, number=number, text=text[:5000]))
        write_log(session, myself(), "remark", name, question=question, number=number, text=text[:5000])
        return number


def remarks(session: Session, work: int, question: str) -> dict[int, str]:
    """The bank of comments of a question."""
    wanted = select(Remark).where(Remark.work_id == work, Remark.question == question).order_by(Remark.number)
    return {r.number: r.text for r in session.scalars(wanted)}


def _items(known: Any, question: str, numbers: Collection[int]) -> list[Item]:
    if strange := [n for n in numbers if n not in known]:
        there = f"there are {', '.join(map(str, sorted(known)))}" if known else "it has none yet"
        raise UsageError(f"{question}: no item {strange[0]} in its rubric; {there}")
    return [known[n] for n in dict.fromkeys(numbers)]


# -- the answers of a question ----------------------------------------------------------------------------------------


class Answer(msgspec.Struct, frozen=True):
    """One attempt's answer.

    Args:
        code: its pseudonym in this work.
    """

    attempt: int
    code: str
    report: str
    facts: QuestionFacts


class Group(msgspec.Struct, frozen=True):
    """Answers that are alike.

    Args:
        code: what markers call it.
        marks: all of it, the oldest first; hidden duplicates, too.
    """

    code: str
    key: str
    answers: tuple[Answer, ...]
    marks: tuple[ReadMark, ...]

    @property
    def worth(self) -> float:
        return self.answers[0].facts.worth

    @property
    def standing(self) -> list[ReadMark]:
        """The marks that count."""
        return standing_marks(self.marks)

    def by(self, marker: str, kind: str = MARK) -> ReadMark | None:
        """A marker's newest mark of it."""
        own = [m for m in self.marks if (m.kind, m.marker) == (kind, marker)]
        return own[-1] if own and not own[-1].void else None


class Answers:
    """What the boards of a work are made from.

    Raises:
        UsageError: nothing of the work was taken, its points are imported, or no mark can be added to its total.
    """

    def __init__(self, session: Session, rules: Rules, name: str) -> None:
        self.work = find_work(session, name)
        if is_imported(session, self.work.id):
            raise UsageError(given_elsewhere(name))
        self.secret = bytes.fromhex(session.get_one(Setting, SECRET).value)
        self.marks = read_marks(session, [self.work.id])
        desks = read_desks(session, rules, name)
        self.reports = {t.attempt: t.report for d in desks.values() for t in d.tries if t.status == Status.GRADED}
        self.facts = read_facts(session, self.reports.values())
        if any(f.all_or_none for f in self.facts.values()):
            raise UsageError(f"{name}: all points or none (`score_threshold`): mark it in marking.csv instead")
        bare = [d._replace(tries=tuple(map(self._bare, d.tries))) for d in desks.values()]  # no mark hides an answer
        counts = {a for d in (*bare, *desks.values()) for a in _may_count(d)}
        self.counts = sorted(counts | (self.marks.attempts & self.reports.keys()))
        self.questions = list(dict.fromkeys(q.name for f in self.facts.values() for q in f.questions))
        self.whose = _whose(session, self.work.id)

    def _bare(self, t: Try) -> Try:
        """An attempt as the machine left it."""
        if t.attempt not in self.reports:
            return t
        facts = self.facts[t.report]
        return t._replace(total=facts.total, pending=facts.pending)


class Board:
    """The answers of a question that count or may count, blind.

    Raises:
        UsageError: there is no such question.
    """

    def __init__(self, session: Session, all_: Answers, question: str) -> None:
        self.work, self.marks, self.secret, self.whose = all_.work, all_.marks, all_.secret, all_.whose
        self.question = question
        if question not in all_.questions:
            raise UsageError(f"{self.work.name} has no question {question!r}; {nearest(question, all_.questions)}")
        self.plan = session.get(Plan, (self.work.id, question))
        self.items = rubric(session, self.work.id, question)
        answers = []
        for attempt in all_.counts:
            report = all_.reports[attempt]
            if (q := all_.facts[report].question(question)) is not None:
                answers.append(Answer(attempt, self.code("answer", str(attempt)), report, q))
        if any(a.facts.decides for a in answers):  # the machine decides the others
            answers = [a for a in answers if a.facts.decides or self.marks.own(a.attempt, question)]
        self.answers = {a.code: a for a in answers}
        groups: dict[str, list[Answer]] = defaultdict(list)
        for a in answers:
            groups[a.facts.group].append(a)
        made = [self._group(key, own) for key, own in groups.items()]
        self.groups = {g.code: g for g in sorted(made, key=lambda g: self.digest("order", g.key))}

    def _group(self, key: str, answers: Sequence[Answer]) -> Group:
        rows = {m.id: m for a in answers for m in self.marks.rows(self.work.id, a.attempt, self.question, key)}
        rows |= {m.id: m for m in self.marks.of_group(self.work.id, self.question, key)}
        same = tuple(rows[i] for i in sorted(rows) if rows[i].group == key)
        return Group(self.code("group", self.question, key), key, tuple(answers), same)

    def digest(self, *parts: str) -> bytes:
        """Always the same of the same parts, and nobody's guess."""
        said = "\0".join((self.work.name, self.question, *parts))
        if parts[0] == "answer":
            said = "\0".join((self.work.name, *parts))  # a pseudonym is the same in all questions
        return hmac.digest(self.secret, said.encode(), "sha256")

    def code(self, *parts: str) -> str:
        return base64.b32encode(self.digest(*parts)[:5]).decode().lower()

    def again(self, group: Group, marker: str) -> str:
        """The code under which a marker meets a group once more."""
        return self.code("again", group.key, marker)

    def find(self, code: str, marker: str) -> tuple[Group, Answer | None, bool]:
        """What a code means to a marker: a group, one answer of it, or a hidden duplicate.

        Raises:
            UsageError: nothing.
        """
        wanted = code.strip().lower()
        if wanted in self.groups:
            return self.groups[wanted], None, False
        if wanted in self.answers:
            one = self.answers[wanted]
            return next(g for g in self.groups.values() if one in g.answers), one, False
        for g in self.groups.values():
            if wanted == self.again(g, marker):
                return g, None, True
        raise UsageError(f"{self.work.name} {self.question}: no answer has the code {code!r}; `mark list` shows them")

    def marks_at(self, group: Group, single: Answer | None) -> Sequence[ReadMark]:
        """All marks of what a code means (`find`), the oldest first."""
        if single is None:
            return group.marks
        return self.marks.rows(self.work.id, single.attempt, self.question, group.key)

    def stale(self, answer: Answer) -> bool:
        """Whether it was marked when it was another answer (or behaved otherwise)."""
        rows = self.marks.rows(self.work.id, answer.attempt, self.question, answer.facts.group)
        return bool(rows) and all(m.group not in ("", answer.facts.group) for m in standing_marks(rows))

    def next(self, marker: str) -> tuple[str, Group] | None:
        """What a marker marks next, and its code; None: nothing is left."""
        left = self.left(marker)
        mine = [m.id for m in self.marks.all if (m.question, m.marker) == (self.question, marker)]
        for code, group in left:  # a duplicate, as soon as enough came in between
            if code not in self.groups:
                last = max(m.id for m in group.marks if m.marker == marker)
                if sum(i > last for i in mine) >= SINCE:
                    return code, group
        return left[0] if left else None

    def left(self, marker: str) -> list[tuple[str, Group]]:
        """All that a marker has still to mark, with its codes: what nobody marked, second marks, hidden duplicates;
        for no marker ("") what nobody marked."""
        order = sorted(self.groups.values(), key=lambda g: self.digest("order", g.key, marker))
        open_ = [g for g in order if not any(s.kind == DECISION for s in g.standing)]
        new = [g for g in open_ if not g.standing and not all(map(self.marked, g.answers))]
        second = [g for g in open_ if marker and self.wants_second(g) and g.by(marker) is None]
        again = [g for g in order if marker and self.wants_again(g, marker) and g.by(marker, AGAIN) is None]
        return [*((g.code, g) for g in (*new, *second)), *((self.again(g, marker), g) for g in again)]

    def marked(self, answer: Answer) -> bool:
        """Whether a mark counts for it."""
        given = self.marks.given(self.work.id, answer.attempt, self.question, answer.facts.group)
        return given is not None

    def wants_second(self, group: Group) -> bool:
        """Whether a group was drawn for a second marker, and has one mark."""
        return len({m.marker for m in group.standing}) == 1 and self._drawn("second", group, "", "second")

    def wants_again(self, group: Group, marker: str) -> bool:
        """Whether a group was drawn to come once more to a marker who marked it."""
        return group.by(marker) is not None and self._drawn("again", group, marker, "again")

    def _drawn(self, what: str, group: Group, marker: str, rate: str) -> bool:
        if self.plan is None:
            return False
        said = f"{self.plan.seed}\0{what}\0{self.work.name}\0{self.question}\0{group.key}\0{marker}"
        number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:8], "big") / 2**64
        return bool(number < getattr(self.plan, rate))

    def blind(self, text: str, group: Group) -> str:
        """`text` without the names of those who handed the group in."""
        names = {n for a in group.answers for n in self.whose[a.attempt] if len(n) > 2}
        for name in sorted(names, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
        return text

    def shown(self, session: Session, group: Group) -> Report:
        """The report of one of a group, the same each time."""
        one = min(group.answers, key=lambda a: a.code)
        return Report.from_json(session.info["blobs"].get(one.report))


def _whose(session: Session, work: int) -> dict[int, set[str]]:
    """What the people of attempts are called."""
    return {
        attempt: {n for p in people for n in (p.key, p.name, p.email, p.lms_id, *p.names, *p.name.split())}
        for attempt, people in people_of(session, Attempt.work_id == work).items()
    }


def _may_count(desk: Desk) -> set[int]:
    """The attempts that count, or would if people gave them all that waits, and the others nothing."""
    decision, judged = desk.decide()
    found = {judged[decision.kept].attempt} if decision.kept is not None else set()
    for t in judged:
        if t.pending and t.attempt not in found:
            better = tuple(_full(o) if o.attempt == t.attempt else o for o in desk.tries)
            decision, tried = desk._replace(tries=better).decide()
            if decision.kept is not None and tried[decision.kept].attempt == t.attempt:
                found.add(t.attempt)
    graded = {t.attempt for t in judged if t.status == Status.GRADED}
    return found & graded


def _full(t: Try) -> Try:
    return t._replace(total=t.total + t.pending)


def prepare(book: Book, name: str) -> None:
    """Sees to it that the book has its secret: reading makes none.

    Raises:
        UsageError: nothing of the work was taken.
    """
    with book.reading() as session:
        find_work(session, name)
        there = session.get(Setting, SECRET)
    if there is None:
        with book.writing() as session:
            if session.get(Setting, SECRET) is None:
                session.add(Setting(name=SECRET, value=secrets.token_hex(32)))


# -- marks ------------------------------------------------------------------------------------------------------------


class Wanted(msgspec.Struct, frozen=True):
    """A mark that somebody gives.

    Args:
        items: numbers of the rubric.
        kind: MARK, or DECISION, which wins over all marks.
    """

    question: str
    code: str
    items: tuple[int, ...] = ()
    adjustment: float = 0.0
    comment: str = ""
    marker: str = ""
    kind: str = MARK
    void: bool = False


class Noted(msgspec.Struct, frozen=True):
    """What came of a mark.

    Args:
        points: as they count.
        made: what the items and the adjustment make.
        new: it is another mark than the one before.
    """

    points: float
    made: float
    worth: float
    answers: int
    new: bool


def give(book: Book, rules: Rules, name: str, wanted: Sequence[Wanted]) -> list[Noted]:
    """Keeps marks, all of them or none; each serves all answers alike, later ones, too.

    Raises:
        UsageError: a code or an item that is not there, points that are no number.
    """
    prepare(book, name)
    with book.writing() as session:
        answers = Answers(session, rules, name)
        boards: dict[str, Board] = {}
        found = []
        for w in wanted:
            if w.question not in boards:
                boards[w.question] = Board(session, answers, w.question)
            found.append(_give(session, boards[w.question], w))
        return found


def _give(session: Session, board: Board, w: Wanted) -> Noted:
    marker = w.marker or myself()
    group, single, again = board.find(w.code, marker)
    kind = AGAIN if again else w.kind
    if again and w.kind == DECISION:
        raise UsageError(f"{board.question}: {w.code!r} cannot be decided; say the code that `mark differences` shows")
    items = _items(board.items, board.question, w.items)
    if retired := [i.number for i in items if i.retired]:
        raise UsageError(f"{board.question}: item {retired[0]} is retired; bring it back, or take another")
    if not abs(w.adjustment) < 1e6:
        raise UsageError(f"{board.question} {w.code}: adjustment: expected a number of points, got {w.adjustment}")
    answers = [single] if single else list(group.answers)
    facts = answers[0].facts
    made = sum(i.points for i in items) + w.adjustment
    points = held(made, facts.worth)
    rows = [m for m in board.marks_at(group, single) if m.kind == kind and (m.marker == marker or kind == DECISION)]
    last = rows[-1] if rows else None
    comment = " ".join(w.comment.split())[:5000]
    values = {"items": [i.id for i in items], "adjustment": w.adjustment, "comment": comment, "void": w.void}
    if (last is None and w.void) or (last and all(getattr(last, k) == v for k, v in values.items())):
        covered = single is not None or again or all(board.marks.own(a.attempt, board.question) for a in answers)
        if covered or last is None:
            return Noted(points, made, facts.worth, len(answers), False)
    key = "" if single else group.key
    mark = Mark(
        work_id=board.work.id, question=board.question, group=key, marker=marker[:200], kind=kind,
        decides=facts.decides, worth=facts.worth, made=datetime.now(UTC), **values,
    )  # fmt: skip
    session.add(mark)
    session.flush()
    if kind != AGAIN:
        for a in answers:
            adopted = _adopted(board.marks, board.work, a, board.question)
            for known in [*(m.id for m in adopted), mark.id]:
                session.merge(MarkOf(mark_id=known, attempt_id=a.attempt))
    attempts = sorted(a.attempt for a in answers) if kind != AGAIN else []
    said = {DECISION: "decided", MARK: "marked", AGAIN: "marked again"}[kind]
    write_log(
        session, myself(), "mark", board.work.name, question=board.question, code=w.code, marker=marker, kind=kind,
        items=[i.number for i in items], adjustment=w.adjustment, comment=comment, void=w.void, attempts=attempts,
        said=f"{board.question} {said} by {marker}: {'taken back' if w.void else f'{points:g} of {facts.worth:g}'}",
    )  # fmt: skip
    return Noted(points, made, facts.worth, len(answers), True)


def _adopted(marks: Marks, work: Work, answer: Answer, question: str) -> Sequence[ReadMark]:
    """The marks of its group that an answer which nobody marked itself has: they stay with it."""
    if marks.own(answer.attempt, question):
        return ()
    return [m for m in marks.of_group(work.id, question, answer.facts.group) if m.kind != AGAIN]


def whose(book: Book, rules: Rules, name: str, question: str, code: str) -> list[str]:
    """The ids of the students behind a code; that somebody asked stands in the log.

    Raises:
        UsageError: there is no such code.
    """
    prepare(book, name)
    with book.writing() as session:
        board = Board(session, Answers(session, rules, name), question)
        group, single, _ = board.find(code, myself())
        attempts = [a.attempt for a in ([single] if single else group.answers)]
        found = sorted({p.key for own in people_of(session, Attempt.id.in_(attempts)).values() for p in own})
        write_log(session, myself(), "unblind", name, question=question, code=code, people=found)
        return found


def set_plan(book: Book, name: str, question: str, second: float, again: float, seed: int) -> None:
    """How much of a question is marked twice from now on."""
    with book.writing() as session:
        work = find_work(session, name)
        session.merge(Plan(work_id=work.id, question=question, second=second, again=again, seed=seed))
        write_log(session, myself(), "plan", name, question=question, second=second, again=again, seed=seed)


class Progress(msgspec.Struct, frozen=True):
    """How far a question is."""

    question: str
    answers: int
    groups: int
    marked: int  # groups with a mark
    waits: int  # answers that wait for a person, and have no mark
    items: int


def progress(session: Session, rules: Rules, name: str) -> list[Progress]:
    """All questions of a work."""
    all_ = Answers(session, rules, name)
    wanted = select(Item.question, func.count()).where(Item.work_id == all_.work.id).group_by(Item.question)
    counts = {question: count for question, count in session.execute(wanted)}
    found = []
    for question in all_.questions:
        board = Board(session, all_, question)
        waits = sum(a.facts.waits and not board.marked(a) for a in board.answers.values())
        marked = sum(all(map(board.marked, g.answers)) for g in board.groups.values())
        found.append(Progress(question, len(board.answers), len(board.groups), marked, waits, counts.get(question, 0)))
    return found
