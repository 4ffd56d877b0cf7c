"""What is known of one submission while it is judged, told event by event: so it outlives the process that judges.

The process that judges (child.py) applies each event to its own record and tells its parent, which applies it to its
own. When that process dies, the parent says whose it was, and the next process goes on from the record.
"""

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import msgspec

from autograder.checks.evidence import Evidence
from autograder.engine.judge.clock import WALL
from autograder.results import CaseResult, CellResult, Verdict


class CaseBegan(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """The next case of a question is being judged."""

    question: str


class ValuesCame(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """The case that is being judged has got data of the student's: from now on what goes wrong is theirs."""


class InsideBegan(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """The case that is being judged goes to a sandbox beside the student's code: what goes wrong is theirs."""


class InsideEnded(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """It is back; what that took is not counted among the submission's time."""

    seconds: float


class CaseEnded(msgspec.Struct, frozen=True, tag=True, array_like=True):
    question: str
    result: CaseResult
    answer: str = ""  # the value that was judged, as JSON (exams)


class AnswersKept(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """What student code answered in the case that is being judged, packed (answers.py)."""

    question: str
    case: str
    data: bytes


class Checked(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """A cell asked for the cases of a question: its `count`-th check. They are judged anew when they were before."""

    question: str
    cell: int
    count: int = 0


class CellBegan(msgspec.Struct, frozen=True, tag=True, array_like=True):
    index: int
    source: str
    number: int = 0  # as Jupyter counts


class CellEnded(msgspec.Struct, frozen=True, tag=True, array_like=True):
    index: int
    failed: bool
    problem: CellResult | None  # kept the first time


class CellSkipped(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """A cell ended a sandbox; it is left out from now on."""

    problem: CellResult


class Restarted(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """The sandbox is gone; the rest goes on in another."""


class FilesLeftOut(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """What was handed in beside the notebook cannot be placed."""

    why: str


class Unwarmed(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """What the notebook imports cannot be loaded beforehand."""


class Forked(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """A sandbox was asked for."""


class Spent(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """What a cell or a case took, by the clock of clock.py."""

    counted_s: float
    waited_s: float = 0.0


class Stage(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """How far it is: reading, judging, writing."""

    name: str


class Finished(msgspec.Struct, frozen=True, tag=True, array_like=True):
    data: bytes


class Failed(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """An exception of ours."""

    reason: str
    message: str


Event = (
    CaseBegan
    | ValuesCame
    | InsideBegan
    | InsideEnded
    | CaseEnded
    | AnswersKept
    | Checked
    | CellBegan
    | CellEnded
    | CellSkipped
    | Restarted
    | FilesLeftOut
    | Unwarmed
    | Forked
    | Spent
    | Stage
    | Finished
    | Failed
)
MAX_FAILED_CELLS = 200  # that a report shows
MAX_NOTES = 50
MAX_KEPT = 64 << 20  # bytes of answers of one submission, packed; of cases beyond that they are not kept


class Record:
    """All that is known of a submission so far.

    Args:
        total_s: what it may take in all, by the clock of clock.py; `WALL` times as much by the wall clock.
    """

    def __init__(self, total_s: float) -> None:
        self.began = time.monotonic()
        self.started = dt.datetime.now(dt.UTC)
        self.ends = self.began + WALL * total_s
        self.total_s, self.left_s = total_s, total_s
        self.waited_s = 0.0  # for a processor, which does not count
        self.at_work_since = self.began
        self.cases: dict[str, list[CaseResult]] = {}
        self.checked_in: dict[str, int] = {}
        self.checks: dict[str, set[tuple[int, int]]] = {}  # cell, and which of its checks
        self.answers: dict[str, str] = {}
        self.calls: dict[str, dict[int, list[Evidence]]] = {}  # of each case; not told: they end with the process
        self.kept: dict[str, dict[str, bytes]] = {}  # question → case → what student code answered, where it is kept
        self.kept_bytes = 0
        self.skip: set[int] = set()
        self.ran: dict[int, bool] = {}  # cell → did it fail, the first time
        self.failed_cells: dict[int, CellResult] = {}
        self.files_left_out = self.unwarmed = False
        self.notes: list[str] = []
        self.restarts = 0
        self.forks = 0
        self.case: str | None = None  # the question whose case is being judged
        self.values_came = False
        self.inside = False  # that case is judged beside the student's code
        self.inside_s = 0.0  # what such cases took so far
        self.cell: CellBegan | None = None  # that is being run
        self.stage = "reading"
        self.finished: Finished | Failed | None = None
        self.listener: Callable[[Event], None] | None = None

    def tell(self, event: Event) -> None:
        """Applies an event, and passes it on."""
        self.apply(event)
        if self.listener is not None:
            self.listener(event)

    def apply(self, event: Event) -> None:
        """Takes note of an event."""
        match event:
            case CaseBegan(question):
                self.case, self.values_came, self.inside = question, False, False
                self.at_work_since = time.monotonic()
            case ValuesCame():
                self.values_came = True
            case InsideBegan():
                self.inside = self.values_came = True
            case InsideEnded(seconds):
                self.inside = False
                self.inside_s += seconds
                self.ends += seconds
            case CaseEnded(question, result, answer):
                self.case = None
                self.cases.setdefault(question, []).append(result)
                if answer and (result.passed or question not in self.answers):
                    self.answers[question] = answer
            case AnswersKept(question, name, data):
                self.kept_bytes += len(data)
                if self.kept_bytes <= MAX_KEPT:
                    self.kept.setdefault(question, {})[name] = data
            case Checked(question, cell, count):
                if self.cases.get(question) and (cell, count) not in self.checks.get(question, ()):  # once more
                    self.cases.pop(question)
                    self.checked_in.pop(question, None)
                    self.kept.pop(question, None)
                self.checks.setdefault(question, set()).add((cell, count))
                self.checked_in.setdefault(question, cell)
            case CellBegan():
                self.cell = event
                self.at_work_since = time.monotonic()
            case CellEnded(index, failed, problem):
                number = self.cell.number if self.cell is not None else index + 1
                self.cell = None
                if self.ran.setdefault(index, failed) != failed:
                    self.note(f"cell {number} behaved differently when it was run again")
                if problem is not None and index not in self.failed_cells:
                    self.keep(problem)
            case CellSkipped(problem):
                self.cell = None
                self.skip.add(problem.index)
                self.keep(problem)
            case Restarted():
                self.restarts += 1
                self.case = self.cell = None
            case FilesLeftOut(why):
                self.files_left_out = True
                self.note(why)
            case Unwarmed():
                self.unwarmed = True
            case Forked():
                self.forks += 1
            case Spent(counted_s, waited_s):
                self.left_s -= counted_s
                self.waited_s += waited_s
            case Stage(name):
                self.stage = name
            case Finished() | Failed():
                self.finished = event

    @property
    def over(self) -> bool:
        """Whether the submission has used up its time."""
        return self.left_s <= 0 or time.monotonic() >= self.ends

    def keep(self, problem: CellResult) -> None:
        """Keeps what went wrong in a cell, as far as a report has room for it."""
        if len(self.failed_cells) < MAX_FAILED_CELLS or problem.index in self.failed_cells:
            self.failed_cells[problem.index] = problem
        else:
            self.note(f"more than {MAX_FAILED_CELLS} cells failed; the report shows the first")

    def note(self, text: str) -> None:
        """Adds a note to the report, once."""
        if text not in self.notes and len(self.notes) < MAX_NOTES:
            self.notes.append(text)

    def died(
        self, verdict: Verdict, why: str, allowed_s: float, blank: Callable[[str, Verdict, str], CaseResult]
    ) -> None:
        """The process that judged is gone: the case or the cell at work pays for it.

        Args:
            allowed_s: what it may have taken; its own clock is gone with it.
            blank: makes the result of the next case of a question.

        Raises:
            LookupError: neither was at work.
        """
        question, cell = self.case, self.cell
        self.apply(Restarted())
        self.apply(Spent(min(allowed_s, time.monotonic() - self.at_work_since)))
        if question is not None:
            theirs = self.values_came or self.over  # it used up its time: no fault of the test
            self.apply(CaseEnded(question, blank(question, verdict if theirs else Verdict.JUDGE_ERROR, why)))
        elif cell is not None:
            text = f"{why}; the cell was skipped and the ones after it were run"
            problem = CellResult(index=cell.index, number=cell.number, verdict=verdict, source=cell.source, error=text)
            self.apply(CellSkipped(problem))
        else:
            raise LookupError(why)

    def public(self, question: str) -> list[list[Any]]:
        """The public cases of a question, as the student's cell may see them."""
        return [[c.name, c.passed, c.message] for c in self.cases.get(question, ()) if not c.hidden]
