"""The page of one submission, for the student or for staff."""

from typing import Any, Literal

from autograder.report.text import INSIDE, render, stand_in
from autograder.results import CaseResult, QuestionResult, Report, Status, Verdict

Audience = Literal["student", "staff"]

WORDS = {
    Verdict.PASS: "passed",
    Verdict.FAIL: "not right yet",
    Verdict.ERROR: "raised an error",
    Verdict.MISSING: "not found",
    Verdict.TIMEOUT: "took too long",
    Verdict.MEMORY: "needed too much memory",
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
            or "full".
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
    shown = [_case(c, level) for c in q.cases if not c.hidden or level != "none"]
    mistakes = {c.diagnosis.key: c.diagnosis.message for c in q.cases if c.diagnosis and _may_diagnose(c, level)}
    return {
        "q": q,
        "state": "full" if q.full else "none" if q.points == 0 else "part",
        "cases": shown,
        "mistakes": mistakes,
        "stand_in": stand_in(q),
        "folded": (sum(c.points for c in hidden), sum(c.possible for c in hidden))
        if hidden and level == "none"
        else None,
        "folded_inside": level == "none" and any(c.inside for c in hidden),
    }


def _may_diagnose(case: CaseResult, level: str) -> bool:
    return not case.hidden or level in ("hint", "full")


def _case(case: CaseResult, level: str) -> dict[str, Any]:
    message = case.message if not case.hidden or level == "full" else ""
    words = case.failure_message if not case.passed and _may_diagnose(case, level) else None
    if case.passed:
        message, words = "", case.success_message if _may_diagnose(case, level) else None
    general = {Verdict.MISSING, Verdict.TIMEOUT, Verdict.MEMORY, Verdict.CRASH, Verdict.SKIPPED, Verdict.PENDING}
    if case.hidden and case.verdict in general and level in ("name", "hint"):
        message = case.message  # says nothing about the test
    return {"case": case, "word": WORDS[case.verdict], "message": message, "hint": words}
