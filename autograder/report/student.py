"""The page of one submission, for the student or for staff."""

import re
from collections import Counter
from collections.abc import Collection
from typing import Any, Literal

from autograder.report.prose import prose
from autograder.report.text import INSIDE, limit_texts, render, stand_in
from autograder.report.work import Room, Work, answer_views, notebook_views
from autograder.results import CaseResult, QuestionResult, Report, Status, Verdict

Audience = Literal["student", "staff"]

SEE = "for the reason above"
DID_NOT_RUN = re.compile(r"cell (\d+) did not run")  # how the judge begins the cause of a missing name
LIMIT_OF = {Verdict.TIMEOUT: "time", Verdict.MEMORY: "memory", Verdict.FILES: "files"}
ADDRESS = re.compile(r"https?://[^\s\"'<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NOTHING = Work()
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


def student_page(
    report: Report, *, audience: Audience, disclosure: str, class_link: str | None, work: Work = NOTHING
) -> str:
    """One self-contained HTML page.

    Args:
        audience: staff see everything; students see hidden cases as far as `disclosure` allows.
        disclosure: "none" (only how many points), "name", "hint" (name, the author's words, the named mistake)
            or "full". The contract that an answer breaks, or the line that crashed, is shown whatever it is.
        class_link: where the class page is, for staff.
        work: what was handed in and asked; what is for staff in it reaches no student.

    Raises:
        ValueError: an unknown `disclosure`.
    """
    if disclosure not in ("none", "name", "hint", "full"):
        raise ValueError(f"disclosure: expected none, name, hint or full, got {disclosure!r}")
    staff = audience == "staff"
    level = "full" if staff else disclosure
    graded = report.status is Status.GRADED
    # What an ungraded report holds is not final, and its cases speak of our tests: staff only.
    questions = report.questions if graded or staff else ()
    causes, room = cell_causes(report, questions), Room()
    limits = limit_texts(report.provenance.limits)
    told = {verdict: limits.get(name, "") for verdict, name in LIMIT_OF.items()}
    views = [question_view(q, level, {c["text"] for c in causes}) for q in questions]
    for view in views:
        q = view["q"]
        view["asked"] = prose(work.asked[q.name]) if q.name in work.asked else ""
        view["answers"] = answer_views(work.answers.get(q.name, ()), room)
        view["expected"] = work.expected.get(q.name, "") if staff else ""
        seen = [c for c in q.cases if not c.hidden or level != "none"]
        view["limit"] = next((told[c.verdict] for c in seen if c.verdict in told), "")
    notebook, left_out = notebook_views(work.cells, room) if staff else ([], 0)
    return render(
        "student.html.j2",
        report=report,
        graded=graded,
        questions=views,
        causes=causes,
        work=work,
        answered={v["cell"].number for view in views for v in view["answers"] if v["source"]},
        contact_link=_link(work.contact),
        notebook=notebook,
        left_out=left_out,
        limits=told,
        limit_list=list(limits.values()),
        words=WORDS,
        inside=INSIDE,
        staff=staff,
        class_link=class_link,
        percent=100 * report.total / report.possible if report.possible else 0.0,
    )


def _link(contact: str) -> str:
    """Where a click on the contact leads; nothing when it is a sentence."""
    if not ADDRESS.fullmatch(contact):
        return ""
    return contact if contact.startswith("http") else f"mailto:{contact}"


def cell_causes(report: Report, questions: Collection[QuestionResult]) -> list[dict[str, Any]]:
    """Each failed cell that tests of any question miss something of: said once, on top."""
    failed = {cell.shown: cell for cell in report.cells}
    found: dict[str, dict[str, Any]] = {}
    for q in questions:
        for c in q.cases:
            match = DID_NOT_RUN.match(c.contract) if c.verdict is Verdict.MISSING else None
            if match is None or int(match[1]) not in failed:
                continue
            cause = found.setdefault(
                c.contract, {"text": c.contract, "cell": failed[int(match[1])], "tests": 0, "questions": []}
            )
            cause["tests"] += 1
            cause["questions"] += [q.name] if q.name not in cause["questions"] else []
    return list(found.values())


def question_view(q: QuestionResult, level: str, above: Collection[str] = ()) -> dict[str, Any]:
    """A question with nothing in it that disclosure `level` withholds; pages and notebooks show only this.

    Args:
        above: causes that were told before the first question.
    """
    hidden = [c for c in q.cases if c.hidden]
    told = Counter(c.contract for c in q.cases if c.contract and not c.passed)
    # said once: what several cases share, and what cases say that are not shown themselves
    causes = [
        text for text in told if text not in above and (told[text] > 1 or (level == "none" and _only_hidden(q, text)))
    ]
    first = {c.contract: c for c in reversed(q.cases) if not c.hidden and not c.passed}  # has more to say of its cause
    shown = [
        _case(c, level, c.contract in causes and (c is not first.get(c.contract) or not adds(c)))
        for c in q.cases
        if not c.hidden or level != "none"
    ]
    for view in shown:
        if view["message"] and view["message"] in above:
            view["message"] = ""
    found = {c.diagnosis.message: c.diagnosis for c in q.cases if c.diagnosis and _may_diagnose(c, level)}
    return {
        "q": q,
        "state": "full" if q.full else "none" if q.points == 0 and not q.pending else "part",
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
        "word": "marked" if case.marked and not case.passed else WORDS[case.verdict],
        "message": "" if case.passed or message == WORDS[case.verdict] else message,
        "hint": hint if _may_diagnose(case, level) else None,
    }


def adds(case: CaseResult) -> bool:
    """Whether the message says more than the contract that is broken: what raised, the inputs of a case."""
    return case.message != case.contract
