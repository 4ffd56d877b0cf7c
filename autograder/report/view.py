"""What a reader may see of a question: the one place that decides what `disclosure` lets through.

Student page, annotated notebook and their tests all go through `question_view`; templates never look at a
`CaseResult` themselves, so a template cannot show by mistake what was not disclosed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from autograder.report.text import clip, count, number, share
from autograder.results import CaseResult, Diagnosis, QuestionResult, Report, Status, Verdict

Audience = Literal["student", "staff"]
Disclosure = Literal["none", "name", "hint", "full"]
DISCLOSURES: tuple[Disclosure, ...] = ("none", "name", "hint", "full")

LABELS = {
    Verdict.PASS: "passed",
    Verdict.FAIL: "wrong answer",
    Verdict.ERROR: "error",
    Verdict.MISSING: "not defined",
    Verdict.TIMEOUT: "too slow",
    Verdict.MEMORY: "out of memory",
    Verdict.CRASH: "process ended",
    Verdict.PROTOCOL: "broke the sandbox's rules",
    Verdict.UNGRADABLE: "not readable",
    Verdict.SKIPPED: "not run",
    Verdict.JUDGE_ERROR: "not graded, our fault",
}
# What a student does next when the message of a hidden case is not for their eyes.
ADVICE = {
    Verdict.ERROR: "Your code raised an exception here. Try it on inputs of other shapes and types than the public tests use.",
    Verdict.MISSING: "A name that this test needs is not defined: the cell is missing, it failed, or it uses another name.",
    Verdict.TIMEOUT: "Your code took longer than this test allows. Look for loops that can be array operations, or that never end.",
    Verdict.MEMORY: "Your code asked for more memory than this test allows. Look for arrays that grow with the square of the input.",
    Verdict.CRASH: "The Python process ended while this test ran. Look for calls of exit, very deep recursion and native code.",
    Verdict.PROTOCOL: "What came back was not a plain answer. Return numbers, arrays, tuples, lists or dicts.",
    Verdict.SKIPPED: "This test was not run, because an earlier failure left nothing to test.",
}
STUDENT_UNGRADED = (
    "Something went wrong on our side, so there is no score yet. Your work is safe and this is not a zero: "
    "your course staff see this on the class page and will grade it again."
)


@dataclass(frozen=True)
class CaseView:
    """One line of a question; empty strings are not shown."""

    name: str
    passed: bool
    hidden: bool
    label: str
    points: float
    possible: float
    lead: str = ""  # first line of the message
    detail: str = ""  # the lines after it
    hint: str = ""  # the author's words
    wall_s: float = 0.0


@dataclass(frozen=True)
class Mistake:
    """A named misconception and the cases that point to it."""

    key: str
    message: str
    seen_in: tuple[str, ...]


@dataclass(frozen=True)
class QuestionView:
    """One question as its reader may see it."""

    name: str
    title: str
    points: float
    possible: float
    share: float | None
    state: Literal["full", "part", "none"]
    cases: tuple[CaseView, ...]
    hidden_line: str  # "hidden tests: 2 of 3 points", when hidden cases are not listed
    mistakes: tuple[Mistake, ...]
    all_or_nothing: bool
    unprotected: bool


def scores_are_final(report: Report) -> bool:
    """Whether points may be shown: an ungraded submission has none, whatever its cases say."""
    return report.status is Status.GRADED


def question_view(question: QuestionResult, disclosure: Disclosure) -> QuestionView:
    """`question` with nothing in it that `disclosure` withholds.

    Raises:
        ValueError: an unknown `disclosure`.
    """
    if disclosure not in DISCLOSURES:
        raise ValueError(f"disclosure: expected one of {', '.join(DISCLOSURES)}, got {disclosure!r}")
    listed = [c for c in question.cases if not c.hidden or disclosure != "none"]
    hidden = [c for c in question.cases if c.hidden]
    part = share(question.points, question.possible)
    full = part == 1.0 or (part is None and question.passed)
    return QuestionView(
        name=question.name,
        title=question.title,
        points=question.points,
        possible=question.possible,
        share=part,
        state="full" if full else "part" if question.points > 0 else "none",
        cases=tuple(case_view(c, disclosure) for c in listed),
        hidden_line=_hidden_line(hidden) if disclosure == "none" and hidden else "",
        mistakes=_mistakes(c for c in listed if _is_explained(c, disclosure)),
        all_or_nothing=question.all_or_nothing,
        unprotected=question.unprotected,
    )


def case_view(case: CaseResult, disclosure: Disclosure) -> CaseView:
    """One case; a hidden one keeps its message only under "full", the author's words from "hint" on."""
    open_message = not case.hidden or disclosure == "full"
    message = case.message.strip() if open_message and not case.passed else ""
    lead, _, detail = clip(message).partition("\n")
    hint = ""
    if _is_explained(case, disclosure):
        hint = (case.success_message if case.passed else case.failure_message) or ""
        if not case.passed and not message:
            hint = "\n".join(filter(None, (ADVICE.get(case.verdict, ""), hint)))
    return CaseView(
        name=case.name,
        passed=case.passed,
        hidden=case.hidden,
        label=LABELS[case.verdict],
        points=case.points,
        possible=case.possible,
        lead=lead,
        detail=detail.strip("\n"),
        hint=clip(hint),
        wall_s=case.wall_s,
    )


def _is_explained(case: CaseResult, disclosure: Disclosure) -> bool:
    return not case.hidden or disclosure in ("hint", "full")


def _hidden_line(hidden: list[CaseResult]) -> str:
    points, possible = sum(c.points for c in hidden), sum(c.possible for c in hidden)
    return f"hidden tests: {number(points)} of {number(possible)} {'point' if possible == 1 else 'points'}"


def _mistakes(cases: Iterable[CaseResult]) -> tuple[Mistake, ...]:
    """Each misconception once, in the order of the cases that show it."""
    seen: dict[str, tuple[Diagnosis, list[str]]] = {}
    for case in cases:
        if case.diagnosis is not None:
            seen.setdefault(case.diagnosis.key, (case.diagnosis, []))[1].append(case.name)
    return tuple(Mistake(d.key, d.message, tuple(names)) for d, names in seen.values())


def banner(report: Report, audience: Audience) -> tuple[str, str, str] | None:
    """Heading, text and next step for a submission that was not graded; None for one that was.

    An ungraded submission's message speaks of our tests and may quote a hidden one: only staff see it.
    """
    if report.status is Status.GRADED:
        return None
    if report.status is Status.UNGRADABLE:
        next_step = (
            "Fix what the message names, run the whole notebook once from top to bottom, save it, and hand it in again. "
            "Until then this submission counts 0 points."
        )
        if audience == "staff":
            next_step = "The student hands in again. The same command then grades only the new file."
        return "This submission could not be read", report.message, next_step
    if audience == "student":
        return (
            "Not graded yet – this one is on us",
            STUDENT_UNGRADED,
            "You need not do anything. The code for your staff is below.",
        )
    return "Not graded: our fault, not the student's", report.message, staff_next_step(report)


def staff_next_step(report: Report) -> str:
    """What the staff do about a submission without a score."""
    if report.status is Status.UNGRADABLE:
        return "Ask for a new file; the message says what to change."
    return {
        "judge-error": "Repair the test that the message names, build again, and grade again: the same command picks it up.",
        "worker-died": "Grade it again with --jobs 1; if the worker dies again, look at the notebook by hand.",
        "no-points": "Give the test cases points, build again, and grade again.",
    }.get(report.reason, "Remove the cause and run the same command again: it grades what has no score yet.")


def summary_line(report: Report) -> str:
    """How many questions have full points, in words."""
    full = sum(q.points >= q.possible for q in report.questions)
    return f"{full} of {count(len(report.questions), 'question')} with full points"


def diagnoses_of(question: QuestionResult) -> list[Diagnosis]:
    """Distinct misconceptions of a question, whoever may see them."""
    return list({c.diagnosis.key: c.diagnosis for c in question.cases if c.diagnosis is not None}.values())
