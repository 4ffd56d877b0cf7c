"""What grading produces: verdicts, case results, question results and the report of one submission.

Frozen msgspec structs; `Report.to_json` and `Report.from_json` are exact inverses. Unknown keys and wrong types are
errors. Text that came from a student is capped where it enters (the engine) and escaped where it leaves (the report).
"""

from enum import StrEnum
from typing import Any, Literal

import msgspec

REPORT_VERSION = 2
Inside = Literal["never", "fallback", "always"]  # whether tests may run beside the student's code


class Verdict(StrEnum):
    """The outcome of one case."""

    PASS = "PASS"
    FAIL = "FAIL"  # a wrong answer
    ERROR = "ERROR"  # the student's code, or the test with the student's value, raised
    MISSING = "MISSING"  # the name the case needs is not defined
    TIMEOUT = "TIMEOUT"
    MEMORY = "MEMORY"
    FILES = "FILES"  # what it wrote needs more space than allowed
    CRASH = "CRASH"  # the student's process ended
    PROTOCOL = "PROTOCOL"  # the sandbox broke the wire's rules
    UNGRADABLE = "UNGRADABLE"  # the submission cannot be read
    SKIPPED = "SKIPPED"
    PENDING = "PENDING"  # waits for a person's mark; no points until then
    JUDGE_ERROR = "JUDGE_ERROR"  # ours, never a student's zero


class Status(StrEnum):
    """The outcome of a whole submission."""

    GRADED = "graded"
    UNGRADABLE = "ungradable"  # the submission's fault; total 0 until the student hands in a readable one
    UNGRADED = "ungraded"  # ours: a JUDGE_ERROR; no score


class Diagnosis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named misconception that the answers of a case match, or what they look like."""

    key: str  # "T2.2/max_only", "derived:times-2"
    message: str  # one line, to the student

    @property
    def derived(self) -> bool:
        """It says what the answer looks like, not which mistake somebody has seen before."""
        return self.key.startswith("derived:")

    @property
    def mistake(self) -> tuple[str, str]:
        """Counted as the same: what a result looks like is another thing for each function; its sentence says which."""
        return self.key, self.message if self.derived else ""

    @property
    def heading(self) -> str:
        return "What your result looks like" if self.derived else "Likely mistake"


class CaseResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One test case of one question."""

    name: str
    hidden: bool
    verdict: Verdict
    points: float
    possible: float
    message: str = ""  # why it failed, for instructors; students see it for public cases only
    contract: str = ""  # the rule that is broken, or the line that crashed: gives nothing away, students always see it
    success_message: str | None = None
    failure_message: str | None = None  # the author's hint, for answers that keep the contract
    diagnosis: Diagnosis | None = None
    wall_s: float = 0.0
    inside: bool = False  # the test ran beside the student's code, which could have tampered with it
    beyond: str = ""  # what the test asked that the judge cannot do with objects of the student's
    marked: bool = False  # a person gave the points

    @property
    def passed(self) -> bool:
        return self.verdict is Verdict.PASS

    @property
    def pending(self) -> bool:
        return self.verdict is Verdict.PENDING

    @property
    def by_people(self) -> bool:
        """It waits for a person, or has been marked by one."""
        return self.pending or self.marked


class QuestionResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All cases of one question, public first."""

    name: str
    points: float
    possible: float
    cases: tuple[CaseResult, ...]
    all_or_nothing: bool = False
    checked_in_cell: int | None = None  # index of the notebook cell whose check ran it; None: at the end
    title: str = ""
    with_reference: tuple[str, ...] = ()  # questions whose official answers stood in for the student's (`requires`)
    answer: str = ""  # the value that an exam's question was answered with, as JSON

    @property
    def passed(self) -> bool:
        return all(case.passed for case in self.cases)

    @property
    def pending(self) -> bool:
        """A part of it waits for a person."""
        return any(case.pending for case in self.cases)

    @property
    def full(self) -> bool:
        """All that it is worth; where the course's own answer stood in, the cases are those of the student's."""
        return self.points >= self.possible if self.with_reference else self.passed


class CellResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One notebook cell that failed or was stopped."""

    index: int  # in the submitted notebook, from 0
    number: int = 0  # n of the `In [n]` that Jupyter shows after Restart & Run All; 0: not known
    verdict: Verdict  # ERROR, TIMEOUT, MEMORY, CRASH or PROTOCOL
    source: str
    error: str = ""  # "ZeroDivisionError: division by zero"
    traceback: str = ""  # plain text, no ANSI colours
    output: str = ""  # what the cell printed before it failed

    @property
    def shown(self) -> int:
        """The number that people read: every output says `cell n`."""
        return self.number or self.index + 1


class Provenance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What produced a report."""

    submission_sha256: str = ""
    bundle_sha256: str = ""
    engine_sha256: str = ""
    isolation: str = ""  # "namespaces", "uid", "process"
    inside: str = ""  # "never", "fallback", "always"
    may_run_inside: dict[str, str] = {}  # question → why its test may run beside the student's code, read from its text
    missing_protections: tuple[str, ...] = ()
    limits: dict[str, float] = {}
    versions: dict[str, str] = {}
    environment: str = ""  # SHA-256 of what the student's interpreter holds
    lacking: tuple[str, ...] = ()  # packages that the notebook imports and did not get
    seed: int | None = None
    started: str = ""  # ISO 8601, UTC
    wall_s: float = 0.0
    counted_s: float = 0.0  # toward `total_s`
    waited_s: float = 0.0  # for a processor, by cells and cases; does not count
    judged: int = 1  # 2: a limit of time stopped it on a busy machine, and it was judged again


class HandedIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a submission came, and whose it is by the class list."""

    lms_id: str = ""  # the student's, as the learning platform (or the class list) has it
    name: str = ""  # in the class list
    file: str = ""  # that was graded, as it was called when it was found; all, where none could be read
    others: tuple[str, ...] = ()  # files of the same person that were not graded
    late: bool = False  # the platform's own mark
    attempt: str = ""  # "2 of 3", with a class list
    why: str = ""  # which of several counts, and who handed it in for a group
    whose: str = ""  # it is nobody's in the class list: who could be meant

    @property
    def nothing(self) -> bool:
        """The row of the class list for who handed in nothing."""
        return self.attempt == "none"


NOTHING_HANDED_IN = "nothing-handed-in"  # the reason of a report for who is listed and has no file


class Report(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The graded submission."""

    submission: str  # the id: a file-name-safe string, unique in the batch
    student: str
    assignment: str
    title: str = ""  # of the assignment, for people
    status: Status
    total: float
    possible: float
    reason: str = ""  # code, when not graded: "zip-bomb", "judge-error"
    message: str = ""  # the sentence that goes with `reason`
    questions: tuple[QuestionResult, ...] = ()
    cells: tuple[CellResult, ...] = ()
    notes: tuple[str, ...] = ()  # "the notebook has no cell for q3", …
    unsettled: tuple[str, ...] = ()  # questions that wait for their second judgement (`requires`)
    adjustments: tuple[str, ...] = ()  # every decision that made `total` other than the sum of the questions
    provenance: Provenance = Provenance()
    handed_in: HandedIn = HandedIn()
    version: int = REPORT_VERSION

    @property
    def person(self) -> str:
        """The student as people read it: the name, and the id where that is what they are known by."""
        name = self.handed_in.name
        return f"{name} ({self.student})" if name and name != self.student else self.student

    @property
    def pending(self) -> float:
        """Points that wait for a person."""
        return sum(c.possible for q in self.questions for c in q.cases if c.pending)

    @property
    def by_people(self) -> bool:
        """A part of it waits for a person, or has been marked by one."""
        return any(c.by_people for q in self.questions for c in q.cases)

    @property
    def decided(self) -> bool:
        """Its total is final and somebody's: means of a class count it. No score and no mark yet is not a zero."""
        return self.status is Status.GRADED and not self.pending and not self.handed_in.whose

    def to_json(self) -> bytes:
        """This report as indented UTF-8 JSON."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"

    @classmethod
    def from_json(cls, data: bytes) -> "Report":
        """The report in `data`.

        Raises:
            msgspec.ValidationError: an unknown key, a wrong type, or not JSON (msgspec.DecodeError).
        """
        return msgspec.json.decode(data, type=cls)

    def without_times(self) -> "Report":
        """This report with every clock reading zeroed: two runs of the same submission give the same one."""
        questions = tuple(
            msgspec.structs.replace(q, cases=tuple(msgspec.structs.replace(c, wall_s=0.0) for c in q.cases))
            for q in self.questions
        )
        times = {"started": "", "wall_s": 0.0, "counted_s": 0.0, "waited_s": 0.0, "judged": 1}
        provenance = msgspec.structs.replace(self.provenance, **times)
        return msgspec.structs.replace(self, questions=questions, provenance=provenance)

    def to_dict(self) -> dict[str, Any]:
        """Builtin types only, for `--json`."""
        out: dict[str, Any] = msgspec.to_builtins(self)
        return out
