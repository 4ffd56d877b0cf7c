"""The page of a class: how it went, what went wrong most, who needs attention."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from statistics import fmean, mean, median, pstdev, quantiles
from typing import Any

import msgspec

from autograder.report.inside import inside_rows
from autograder.report.later import in_order
from autograder.report.student import WORDS
from autograder.report.text import class_notes, in_means, listed, number, render, script, stand_ins
from autograder.results import QuestionResult, Report, Status, Verdict

BINS = 10  # and one for full marks


class Finding(msgspec.Struct, frozen=True):
    """Something of an exam that a person should look at."""

    kind: str
    text: str


def class_page(
    reports: Sequence[Report],
    links: Mapping[str, str],
    *,
    notebooks: Mapping[str, str] | None = None,
    findings: Sequence[Finding] = (),
    files: Mapping[str, str] | None = None,
    moved: Mapping[str, Sequence[str]] | None = None,
    statistics: str = "",
) -> str:
    """One self-contained HTML page.

    Args:
        reports: all submissions of the batch.
        links: submission id → relative path of its page; a submission that is not in it gets no link.
        notebooks: submission id → relative path of its executed notebook.
        findings: of an exam, shown on top.
        moved: when the class was graded again: who gained, who lost, whose score is as before.
        statistics: the section of that name (analysis/page.py), as markup.
        files: what lies beside the page, name → relative path; None: scores.csv alone.
    """
    source, policy = script("table.js")
    graded = [r for r in reports if r.status is Status.GRADED]
    settled = [r for r in graded if r.decided]
    somebodys = [r for r in graded if in_means(r)]  # whom every figure counts
    cases = case_numbers(somebodys)
    return render(
        "class.html.j2",
        reports=in_order(reports),
        links=links,
        assignment=(reports[0].title or reports[0].assignment) if reports else "",
        graded=somebodys,
        handed_in=sum(not r.handed_in.nothing for r in reports),
        attention=(left := attention(reports)),
        not_graded=sum(len(row["reports"]) for row in left),
        notes=class_notes(reports),
        strangers=[r for r in reports if r.handed_in.whose],
        waiting=waiting(somebodys),
        findings={kind: list(found) for kind, found in groupby(sorted(findings, key=_kind), _kind)},
        notebooks=notebooks or {},
        moved=moved or {},
        files=files if files is not None else {"scores.csv": "scores.csv"},
        row_facts=lambda r: row_facts(r, cases),
        possible=max((r.possible for r in somebodys), default=0.0),
        facts=facts(settled),
        bars=histogram(settled),
        questions=question_rows(somebodys, cases),
        mistakes=mistakes(somebodys),
        inside=inside_rows(somebodys),
        statistics=statistics,
        stood_in=any(map(stand_ins, graded)),
        provenance=graded[0].provenance if graded else None,
        listed=listed,
        script=source,
        script_policy=policy,
    )


def _kind(finding: Finding) -> str:
    return finding.kind


def facts(settled: Sequence[Report]) -> list[tuple[str, str]]:
    """What one wants to know of the scores: value and what it is; of those where nothing waits for a person."""
    totals = [r.total for r in settled]
    if not totals:
        return []
    found = [("mean", fmean(totals)), ("median", median(totals))]
    rows = [(number(value), name) for name, value in found]
    if len(totals) > 1:
        low, _, high = quantiles(totals, n=4, method="inclusive")
        rows += [(f"{number(low)}–{number(high)}", "quartiles"), (number(pstdev(totals)), "σ")]
    rows += [(number(min(totals)), "min"), (number(max(totals)), "max")]
    return [*rows, (str(sum(bin_of(r) == BINS for r in settled)), "full marks")]


def bin_of(r: Report) -> int:
    """The bar of a score: its tenth of the possible points, or the last for all of them."""
    share = r.total / r.possible if r.possible else 0.0
    return BINS if share >= 1 - 1e-9 else max(0, int(share * BINS + 1e-9))


def histogram(graded: Sequence[Report]) -> list[dict[str, Any]]:
    """Counts of submissions per tenth of the possible points, and of full marks."""
    counts = Counter(map(bin_of, graded))
    top = max(counts.values(), default=1)
    names = [f"{100 * i // BINS} to {100 * (i + 1) // BINS} %" for i in range(BINS)] + ["full marks"]
    labels = [str(100 * i // BINS) for i in range(BINS)] + ["full"]
    return [
        {"name": name, "label": label, "count": counts[i], "height": 100 * counts[i] / top}
        for i, (name, label) in enumerate(zip(names, labels, strict=True))
    ]


def attention(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """Submissions without a score, equal reasons together: ours first, then by how many."""
    groups: dict[tuple[Status, str, str], list[Report]] = {}
    for r in reports:
        if r.status is not Status.GRADED and not r.handed_in.nothing:
            groups.setdefault((r.status, r.reason, next_step(r)), []).append(r)
    rows = [
        {"status": status.value, "reason": reason, "next": step, "reports": found}
        for (status, reason, step), found in groups.items()
    ]
    return sorted(rows, key=lambda row: (row["status"] == Status.UNGRADABLE, -len(row["reports"])))


def waiting(graded: Sequence[Report]) -> dict[str, Any] | None:
    """What waits for a person's mark: how many answers of how many students, by question."""
    found = Counter(q.name for r in graded for q in r.questions if q.pending)
    if not found:
        return None
    return {"answers": sum(found.values()), "students": sum(r.pending > 0 for r in graded), "questions": found}


def case_numbers(graded: Sequence[Report]) -> dict[tuple[str, str], int]:
    """Question and case → the number by which a row of the table says that it failed."""
    return {
        key: i
        for i, key in enumerate(dict.fromkeys((q.name, c.name) for r in graded for q in r.questions for c in q.cases))
    }


def row_facts(r: Report, cases: Mapping[tuple[str, str], int]) -> str:
    """What the table's row is found by: its bar (b3), whether it waits (w), the cases it failed (f7)."""
    if not in_means(r):
        return ""
    failed = [
        f"f{cases[q.name, c.name]}" for q in r.questions for c in q.cases if not (c.passed or c.pending or c.marked)
    ]
    return " ".join(["w" if r.pending else f"b{bin_of(r)}", *failed])


def next_step(report: Report) -> str:
    """What the staff do about a submission without a score."""
    if report.status is Status.UNGRADABLE:
        return "Ask for a new file; the message says what to change."
    return {
        "judge-error": "Repair the test that the message names, build, and run the same command again.",
        "worker-died": "Grade again with --jobs 1; if the worker dies again, look at the notebook by hand.",
        "no-points": "Give the test cases points, build, and grade again.",
    }.get(report.reason, "Remove the cause and run the same command again: it grades what has no score yet.")


def question_rows(
    graded: Sequence[Report], numbers: Mapping[tuple[str, str], int] | None = None
) -> list[dict[str, Any]]:
    """Per question of submissions that count: mean share, how many pass all, how each case went, most failed first."""
    names = list(dict.fromkeys(q.name for r in graded for q in r.questions))
    rows = []
    for name in names:
        taken = [q for r in graded for q in r.questions if q.name == name]
        found = [q for q in taken if not q.pending]
        possible = max(q.possible for q in taken)
        points = mean(q.points for q in found) if found else None  # nothing that waits for a person is a zero
        cases = case_rows(taken)
        for row in cases:
            row["number"] = (numbers or {}).get((name, row["name"]))
        rows.append(
            {
                "name": name,
                "title": next((q.title for q in taken if q.title), ""),
                "possible": possible,
                "mean": points,
                "share": 100 * points / possible if possible and points is not None else 0.0,
                "full": sum(q.full for q in found),
                "count": len(found),
                "waits": sum(q.pending for q in taken),
                "stood_in": sum(bool(q.with_reference) for q in taken),
                "cases": cases,
            }
        )
    return rows


def case_rows(found: Sequence[QuestionResult]) -> list[dict[str, Any]]:
    """Per case of a question: how many took it, how many failed it and how, most failed first."""
    verdicts: dict[str, Counter[Verdict]] = {}
    hidden = {c.name: c.hidden for q in found for c in q.cases}
    for q in found:
        for c in q.cases:
            if not (c.pending or c.marked):  # a part of the points, by a person, is no failed test
                verdicts.setdefault(c.name, Counter())[c.verdict] += 1
    rows = []
    for name, counts in verdicts.items():
        taken = sum(counts.values())
        failed = taken - counts.pop(Verdict.PASS, 0) - counts.get(Verdict.PENDING, 0)
        how = ", ".join(f"{n} {WORDS[v]}" for v, n in counts.most_common())
        row = {"name": name, "hidden": hidden[name], "failed": failed, "share": 100 * failed / taken, "how": how}
        rows.append(row)
    return sorted(rows, key=lambda row: -row["failed"])


def mistakes(graded: Sequence[Report]) -> list[dict[str, Any]]:
    """Named misconceptions, most frequent first, each student once."""
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for r in graded:
        found = [c.diagnosis for q in r.questions for c in q.cases if c.diagnosis]
        for name, d in {d.mistake: d for d in found}.items():
            entry = seen.setdefault(name, {"key": d.key, "derived": d.derived, "message": d.message, "reports": []})
            entry["reports"].append(r)
    return sorted(seen.values(), key=lambda e: (-len(e["reports"]), e["key"]))
