"""The page of a class: how it went, what went wrong most, who needs attention."""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import mean, median
from typing import Any

from autograder.report.text import render
from autograder.results import Report, Status

BINS = 10


def class_page(reports: Sequence[Report], links: Mapping[str, str]) -> str:
    """One self-contained HTML page.

    Args:
        reports: all submissions of the batch.
        links: submission id → address of its page.
    """
    graded = [r for r in reports if r.status is Status.GRADED]
    totals = [r.total for r in graded]
    return render(
        "class.html.j2",
        reports=sorted(reports, key=lambda r: r.student.lower()),
        links=links,
        assignment=reports[0].assignment if reports else "",
        graded=graded,
        attention=[r for r in reports if r.status is not Status.GRADED],
        possible=max((r.possible for r in graded), default=0.0),
        mean=mean(totals) if totals else None,
        median=median(totals) if totals else None,
        bars=histogram(graded),
        questions=question_rows(graded),
        mistakes=mistakes(graded),
        provenance=graded[0].provenance if graded else None,
    )


def histogram(graded: Sequence[Report]) -> list[dict[str, Any]]:
    """Counts of submissions per tenth of the possible points; the last bin includes full marks."""
    counts = [0] * BINS
    for r in graded:
        share = r.total / r.possible if r.possible else 0.0
        counts[min(BINS - 1, max(0, int(share * BINS + 1e-9)))] += 1
    top = max(counts, default=0) or 1
    return [{"low": 100 * i // BINS, "count": n, "height": 100 * n / top} for i, n in enumerate(counts)]


def question_rows(graded: Sequence[Report]) -> list[dict[str, Any]]:
    """Per question: mean share, and the cases that most submissions fail."""
    names = list(dict.fromkeys(q.name for r in graded for q in r.questions))
    rows = []
    for name in names:
        found = [q for r in graded for q in r.questions if q.name == name]
        possible = max(q.possible for q in found)
        failing = Counter(c.name for q in found for c in q.cases if not c.passed)
        rows.append(
            {
                "name": name,
                "title": next((q.title for q in found if q.title), ""),
                "possible": possible,
                "mean": mean(q.points for q in found),
                "share": 100 * mean(q.points for q in found) / possible if possible else 0.0,
                "full": sum(q.passed for q in found),
                "count": len(found),
                "failing": failing.most_common(3),
            }
        )
    return rows


def mistakes(graded: Sequence[Report]) -> list[dict[str, Any]]:
    """Named misconceptions, most frequent first, each student once."""
    seen: dict[str, dict[str, Any]] = {}
    for r in graded:
        for d in {c.diagnosis for q in r.questions for c in q.cases if c.diagnosis}:
            entry = seen.setdefault(d.key, {"key": d.key, "message": d.message, "students": []})
            entry["students"].append(r.student)
    return sorted(seen.values(), key=lambda e: (-len(e["students"]), e["key"]))
