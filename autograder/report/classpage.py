"""The page of a class: how it went, what went wrong most, who needs attention."""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import mean, median
from typing import Any

from autograder.report.inside import inside_rows
from autograder.report.student import WORDS
from autograder.report.text import class_notes, in_means, listed, render, script, stand_ins
from autograder.results import QuestionResult, Report, Status, Verdict

BINS = 10


def class_page(reports: Sequence[Report], links: Mapping[str, str]) -> str:
    """One self-contained HTML page.

    Args:
        reports: all submissions of the batch.
        links: submission id → relative path of its page; a submission that is not in it gets no link.
    """
    source, policy = script("table.js")
    graded = [r for r in reports if r.status is Status.GRADED]
    counted = [r for r in graded if r.decided]
    totals = [r.total for r in counted]
    return render(
        "class.html.j2",
        reports=sorted(reports, key=lambda r: r.student.lower()),
        links=links,
        assignment=(reports[0].title or reports[0].assignment) if reports else "",
        graded=graded,
        attention=sorted(
            (r for r in reports if r.status is not Status.GRADED and r.handed_in.attempt != "none"),
            key=lambda r: r.status is Status.UNGRADABLE,
        ),
        possible=max((r.possible for r in graded), default=0.0),
        mean=mean(totals) if totals else None,
        median=median(totals) if totals else None,
        bars=histogram(counted),
        notes=class_notes(reports),
        strangers=[r for r in reports if r.handed_in.whose],
        questions=question_rows(graded),
        mistakes=mistakes(graded),
        inside=inside_rows(graded),
        stood_in=any(map(stand_ins, graded)),
        provenance=graded[0].provenance if graded else None,
        next_step=next_step,
        listed=listed,
        script=source,
        script_policy=policy,
    )


def histogram(graded: Sequence[Report]) -> list[dict[str, Any]]:
    """Counts of submissions per tenth of the possible points; the last bin includes full marks."""
    counts = [0] * BINS
    for r in graded:
        share = r.total / r.possible if r.possible else 0.0
        counts[min(BINS - 1, max(0, int(share * BINS + 1e-9)))] += 1
    top = max(counts, default=0) or 1
    return [{"low": 100 * i // BINS, "count": n, "height": 100 * n / top} for i, n in enumerate(counts)]


def next_step(report: Report) -> str:
    """What the staff do about a submission without a score."""
    if report.status is Status.UNGRADABLE:
        return "Ask for a new file; the message says what to change."
    return {
        "judge-error": "Repair the test that the message names, build, and run the same command again.",
        "worker-died": "Grade again with --jobs 1; if the worker dies again, look at the notebook by hand.",
        "no-points": "Give the test cases points, build, and grade again.",
    }.get(report.reason, "Remove the cause and run the same command again: it grades what has no score yet.")


def question_rows(graded: Sequence[Report]) -> list[dict[str, Any]]:
    """Per question: mean share, how many pass all of it, and how each case went, most failed first."""
    names = list(dict.fromkeys(q.name for r in graded for q in r.questions))
    rows = []
    for name in names:
        taken = [q for r in graded for q in r.questions if q.name == name]
        found = [q for r in graded if in_means(r) for q in r.questions if q.name == name and not q.pending]
        possible = max(q.possible for q in taken)
        points = mean(q.points for q in found) if found else None  # nothing that waits for a person is a zero
        rows.append(
            {
                "name": name,
                "title": next((q.title for q in taken if q.title), ""),
                "possible": possible,
                "mean": points,
                "share": 100 * points / possible if possible and points is not None else 0.0,
                "full": sum(q.full for q in found),
                "count": len(found),
                "stood_in": sum(bool(q.with_reference) for q in found),
                "waiting": sum(q.pending for q in taken),
                "cases": case_rows(taken),
            }
        )
    return rows


def case_rows(found: Sequence[QuestionResult]) -> list[dict[str, Any]]:
    """Per case of a question: how many took it, how many failed it and how, most failed first."""
    verdicts: dict[str, Counter[Verdict]] = {}
    hidden = {c.name: c.hidden for q in found for c in q.cases}
    for q in found:
        for c in q.cases:
            if not c.pending:
                verdicts.setdefault(c.name, Counter())[c.verdict] += 1
    rows = []
    for name, counts in verdicts.items():
        taken = sum(counts.values())
        failed = taken - counts.pop(Verdict.PASS, 0)
        how = ", ".join(f"{n} {WORDS[v]}" for v, n in counts.most_common())
        row = {"name": name, "hidden": hidden[name], "failed": failed, "share": 100 * failed / taken, "how": how}
        rows.append(row)
    return sorted(rows, key=lambda row: -row["failed"])


def mistakes(graded: Sequence[Report]) -> list[dict[str, Any]]:
    """Named misconceptions, most frequent first, each student once."""
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for r in graded:
        found = [c.diagnosis for q in r.questions for c in q.cases if c.diagnosis]
        # what a result looks like is another thing for each function: its sentence says which
        for name, d in {(d.key, d.message if d.derived else ""): d for d in found}.items():
            entry = seen.setdefault(name, {"key": d.key, "message": d.message, "reports": []})
            entry["reports"].append(r)
    return sorted(seen.values(), key=lambda e: (-len(e["reports"]), e["key"]))
