"""A term's gradebook without the grading: people, attempts, judgements and marks, written as rows."""

import hashlib
from collections import defaultdict
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import insert

from autograder.gradebook.answers import facts_of
from autograder.gradebook.models import Attempt, FactsOf, HandedInBy, Item, Mark, MarkOf, Person, Run, Work
from autograder.results import CaseResult, Provenance, QuestionResult, Report, Status, Verdict

CLOSES = datetime(2026, 10, 20, 12, tzinfo=UTC)
QUESTIONS, CASES = 5, 4
RULES = """[grades]
late_days = 4
per_work = 2
pass_at = 0.5
categories.homework = {weight = 60, works = ["hw-0*", "hw-1*"], drop = 1, minimum = 0.4}
categories.labs = {weight = 40, works = ["hw-*"]}
policy = {closes = 2026-10-20T12:00:00Z, time_zone = "Europe/Berlin", late = {per_day = 0.1, hard_stop_days = 3}, keep = "last"}
"""


def fill(book, *, students, works, attempts, marked=False):
    """Everybody hands in each work so often, each attempt is judged once; one in seven last attempts is late.

    Args:
        marked: a person marked q1 of each last attempt.
    """
    rows = defaultdict(list)
    rows[Person] = [{"id": p, "key": f"s{p:04}", "name": f"Student {p}"} for p in range(1, students + 1)]
    rows[Work] = [{"id": w, "name": f"hw-{w:02}", "possible": QUESTIONS * CASES} for w in range(1, works + 1)]
    of = {"question": "q1", "number": 1, "text": "Half of it", "points": 2.0, "place": 1.0}
    rows[Item] = [{"id": w, "work_id": w, **of} for w in range(1, works + 1)]
    turns = ((w, p, nth) for w in range(1, works + 1) for p in range(1, students + 1) for nth in range(attempts))
    for number, (w, p, nth) in enumerate(turns, 1):
        last = nth == attempts - 1
        report = a_report(f"s{p:04}.{number}", (7 * p + 3 * w + nth) % CASES)
        name = _kept(book, report) if p == 1 else hashlib.sha256(report.to_json()).hexdigest()  # s0001 is explained
        late = timedelta(hours=13 if last and (p + w) % 7 == 0 else -nth - 1)
        rows[Attempt].append(
            {"id": number, "work_id": w, "label": "", "content": "", "received": CLOSES + late, "taken": CLOSES}
        )
        rows[HandedInBy].append({"attempt_id": number, "person_id": p})
        points = {"total": report.total, "possible": report.possible, "pending": 0.0}
        judged = {"attempt_id": number, "report": name, "status": "graded", "made": CLOSES}
        rows[Run].append({"bundle": "", "engine": "", **judged, **points})
        if marked:
            facts = facts_of(report)
            rows[FactsOf].append({"report": name, "said": msgspec.json.encode(facts).decode()})
        if marked and last:
            given = {"question": "q1", "group": facts.questions[0].group, "worth": float(CASES), "items": [w]}
            rows[Mark].append({"id": number, "work_id": w, "marker": "ada", "kind": "mark", "made": CLOSES, **given})
            rows[MarkOf].append({"mark_id": number, "attempt_id": number})
    with book.writing() as session:
        for model, own in rows.items():
            session.execute(insert(model), own)


def a_report(submission, passed):
    """All cases of all questions pass, but of the last question only so many; each answer to q1 is its own."""
    questions = []
    for q in range(1, QUESTIONS + 1):
        good = passed if q == QUESTIONS else CASES
        verdicts = [Verdict.PASS] * good + [Verdict.FAIL] * (CASES - good)
        cases = tuple(
            CaseResult(name=f"case {c}", hidden=True, verdict=v, points=float(v is Verdict.PASS), possible=1.0)
            for c, v in enumerate(verdicts)
        )
        apart = (submission,) if q == 1 else ()
        questions.append(QuestionResult(name=f"q{q}", points=good, possible=CASES, cases=cases, with_reference=apart))
    return Report(
        submission=submission, student=submission, assignment="hw", status=Status.GRADED,
        total=sum(q.points for q in questions), possible=QUESTIONS * CASES, questions=tuple(questions),
        provenance=Provenance(bundle_sha256="b" * 64, engine_sha256="e" * 64),
    )  # fmt: skip


def _kept(book, report):
    return book.blobs.put(report.to_json())
