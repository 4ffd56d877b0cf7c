"""What marks need of a report: the points of its questions and cases, and which answers are alike.

Texts that a person marks are alike when they are equal but for white space, case and the way that Unicode writes a
character; code is alike when all of its cases end alike. Characters that only look alike (x², x2) stay apart.
"""

import hashlib
import json
import unicodedata
from collections.abc import Collection, Iterator

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.gradebook.models import FactsOf
from autograder.results import QuestionResult, Report

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # soft hyphen, spaces of no width, byte order mark
CUT = 20_000  # characters that a report keeps of an answer: of a longer one the end is not known
ROWS = 500  # in one statement


class CaseFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A case.

    Args:
        person: a person decides it, or has in marking.csv.
        waits: nobody has yet.
    """

    name: str
    points: float
    possible: float
    person: bool
    waits: bool


class QuestionFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A question.

    Args:
        group: the same for answers that are alike.
    """

    name: str
    points: float
    possible: float
    group: str
    cases: tuple[CaseFacts, ...]

    @property
    def decides(self) -> list[str]:
        """The cases that people mark; none: a mark is for the whole question."""
        return [c.name for c in self.cases if c.person]

    @property
    def worth(self) -> float:
        """The points that a mark decides over."""
        return sum(c.possible for c in self.cases if c.person) if self.decides else self.possible

    @property
    def waits(self) -> bool:
        return any(c.waits for c in self.cases)


class Facts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A report.

    Args:
        all_or_none: its total is not the sum of its parts (`score_threshold`): no mark can be added to it.
        comment: with points that were given elsewhere.
    """

    total: float
    possible: float
    all_or_none: bool
    questions: tuple[QuestionFacts, ...]
    comment: str = ""

    @property
    def pending(self) -> float:
        """Points that wait for a person."""
        return sum(c.possible for q in self.questions for c in q.cases if c.waits)

    def question(self, name: str) -> QuestionFacts | None:
        return next((q for q in self.questions if q.name == name), None)


def normal(text: str) -> str:
    """`text` as it is compared: one form of each character, no case, single spaces.

    >>> normal(" The  Loss\\n"), normal("x²") == normal("x2")
    ('the loss', False)
    """
    folded = unicodedata.normalize("NFC", text).translate(UNSEEN).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())


def facts_of(report: Report) -> Facts:
    """The facts of a report."""
    threshold = any("`score_threshold`" in line for line in report.adjustments)
    questions = tuple(
        QuestionFacts(
            q.name,
            q.points,
            q.possible,
            _group(q, report),
            tuple(CaseFacts(c.name, c.points, c.possible, c.by_people, c.pending) for c in q.cases),
        )
        for q in report.questions
    )
    comment = "" if report.provenance.engine_sha256 else " ".join(report.notes)
    return Facts(report.total, report.possible, threshold, questions, comment)


def _group(q: QuestionResult, report: Report) -> str:
    person = any(c.by_people for c in q.cases)
    cases = [(c.name, "" if c.by_people else c.verdict.value, c.diagnosis.key if c.diagnosis else "") for c in q.cases]
    alone = report.provenance.submission_sha256 if person and len(q.answer) >= CUT else ""
    said = [person, normal(q.answer) if person else "", alone, cases, [] if person else q.with_reference]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


def read_facts(session: Session, reports: Collection[str]) -> dict[str, Facts]:
    """Facts by the SHA-256 of the report; a session that writes keeps those that it had to read from reports.

    Raises:
        CourseError: a report is gone or damaged.
    """
    wanted = sorted(set(reports))
    found = {}
    for part in _parts(wanted):
        for report, said in session.execute(select(FactsOf.report, FactsOf.said).where(FactsOf.report.in_(part))):
            found[report] = msgspec.json.decode(said, type=Facts)
    for sha256 in wanted:
        if sha256 not in found:
            facts = found[sha256] = facts_of(Report.from_json(session.info["blobs"].get(sha256)))
            if session.info["writes"]:
                session.add(FactsOf(report=sha256, said=msgspec.json.encode(facts).decode()))
    return found


def _parts(names: list[str]) -> Iterator[list[str]]:
    for i in range(0, len(names), ROWS):
        yield names[i : i + ROWS]
