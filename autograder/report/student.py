"""The page of one submission, for the student or for staff."""

from collections import Counter
from typing import Any, Literal

from autograder.report.text import INSIDE, render, stand_in
from autograder.results import CaseResult, QuestionResult, Report, Status, Verdict

Audience = Literal["student", "staff"]

SEE = "for the reason above"
WORDS = {
    Verdict.PASS: "passed",
    Verdict.FAIL: "not right yet",
    Verdict.ERROR: "raised an error",
    Verdict.MISSING: "not found",
    Verdict.TIMEOUT: "took too long",
    Verdict.MEMORY: "needed too much memory",
    Verdict.FILES: "wrote too much into files",
    Verdict.CRASH: "ended the program",
    Verdict.PROTOCOL: "stopped",
    Verdict.UNGRADABLE: "cannot be read",
    Verdict.SKIPPED: "not run",
    Verdict.PENDING: "waits for a person",
    Verdict.JUDGE_ERROR: "could not be tested",
}


def student_page(report: Report, *, audience: Audience, disclosure: str, class_link: str | None) -> str:
    """One self-contained HTML page.

    Args:
        audience: staff see everything; students see hidden cases as far as `disclosure` allows.
        disclosure: "none" (only how many points), "name", "hint" (name, the author's words, the named mistake)
            or "full". The contract that an answer breaks, or the line that crashed, is shown whatever it is.
        class_link: where the class page is, for staff.

    Raises:
        ValueError: an unknown `disclosure`.
    """
    if disclosure not in ("none", "name", "hint", "full"):
        raise ValueError(f"disclosure: expected none, name, hint or full, got {disclosure!r}")
    level = "full" if audience == "staff" else disclosure
    graded = report.status is Status.GRADED
    return render(
        "student.html.j2",
        report=report,
        graded=graded,
        # What an ungraded report holds is not final, and its cases speak of our tests: staff only.
        questions=[question_view(q, level) for q in report.questions if graded or audience == "staff"],
        words=WORDS,
        inside=INSIDE,
        staff=audience == "staff",
        class_link=class_link,
        percent=100 * report.total / report.possible if report.possible else 0.0,
    )


def question_view(q: QuestionResult, level: str) -> dict[str, Any]:
    """A question with nothing in it that disclosure `level` withholds; pages and notebooks show only this."""
    hidden = [c for c in q.cases if c.hidden]
    told = Counter(c.contract for c in q.cases if c.contract and not c.passed)
    # said once: what several cases share, and what cases say that are not shown themselves
    causes = [text for text in told if told[text] > 1 or (level == "none" and _only_hidden(q, text))]
    first = {c.contract: c for c in reversed(q.cases) if not c.hidden and not c.passed}  # has more to say of its cause
    shown = [
        _case(c, level, c.contract in causes and (c is not first.get(c.contract) or not adds(c)))
        for c in q.cases
        if not c.hidden or level != "none"
    ]
    found = {c.diagnosis.message: c.diagnosis for c in q.cases if c.diagnosis and _may_diagnose(c, level)}
    return {
        "q": q,
        "state": "full" if q.full else "none" if q.points == 0 else "part",
        "cases": shown,
        "causes": [(text, told[text]) for text in causes],
        "mistakes": list(found.values()),
        "stand_in": stand_in(q),
        "folded": (sum(c.points for c in hidden), sum(c.possible for c in hidden))
        if hidden and level == "none"
        else None,
        "folded_inside": level == "none" and any(c.inside for c in hidden),
    }


def _may_diagnose(case: CaseResult, level: str) -> bool:
    return not case.hidden or level in ("hint", "full")


def _only_hidden(q: QuestionResult, text: str) -> bool:
    return all(c.hidden for c in q.cases if c.contract == text and not c.passed)


def _case(case: CaseResult, level: str, said: bool) -> dict[str, Any]:
    """A case as far as it is shown: its message or the contract it breaks; the author's hint where it breaks none.

    Args:
        said: the cause was said above.
    """
    full = not case.hidden or level == "full"
    hint = case.success_message if case.passed else case.failure_message if not case.contract else None
    message = case.message if full or case.pending else case.contract
    if said and not (level == "full" and adds(case)):
        message = SEE
    return {
        "case": case,
        "word": WORDS[case.verdict],
        "message": "" if case.passed else message,
        "hint": hint if _may_diagnose(case, level) else None,
    }


def adds(case: CaseResult) -> bool:
    """Whether the message says more than the contract that is broken: what raised, the inputs of a case."""
    return case.message != case.contract
