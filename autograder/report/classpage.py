"""The page of a class: how it went, what went wrong most, who needs attention."""

import base64
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from statistics import fmean, mean, median, pstdev, quantiles
from typing import Any

import msgspec

from autograder.report.inside import inside_rows
from autograder.report.later import in_order
from autograder.report.many import Chosen
from autograder.report.student import WORDS
from autograder.report.text import class_notes, in_means, listed, number, render, script, stand_ins, templates
from autograder.results import QuestionResult, Report, Status, Verdict

BINS = 10  # and one for full marks
STATIC = 500  # rows that a page has as they are; more are unpacked by its script, and a part of them is shown
NAMED = 100  # reports that a list of equal ones holds; the page counts the others


class Finding(msgspec.Struct, frozen=True):
    """Something of an exam that a person should look at."""

    kind: str
    text: str


def class_page(
    reports: Collection[Report],
    links: Mapping[str, str],
    *,
    notebooks: Mapping[str, str] | None = None,
    findings: Sequence[Finding] = (),
    files: Mapping[str, str] | None = None,
    moved: Mapping[str, Sequence[str]] | None = None,
    statistics: str = "",
    ordered: Iterable[Report] | None = None,
) -> str:
    """One self-contained HTML page.

    Args:
        reports: all submissions of the batch.
        links: submission id → relative path of its page; a submission that is not in it gets no link.
        notebooks: submission id → relative path of its executed notebook.
        findings: of an exam, shown on top.
        moved: when the class was graded again: who gained, who lost, whose score is as before.
        ordered: the same in the order of names, where somebody has it already.
        statistics: the section of that name (analysis/page.py), as markup.
        files: what lies beside the page, name → relative path; None: scores.csv alone.
    """
    source, policy = script("table.js")
    ordered = in_order(reports) if ordered is None else ordered
    somebodys = Chosen(reports, in_means)  # whom every figure counts
    settled = Chosen(reports, lambda r: r.decided)
    first = next((r for r in reports if r.status is Status.GRADED), None)
    cases = case_numbers(somebodys)
    one = next(iter(reports), None)
    row: dict[str, Any] = {
        "links": links, "notebooks": {} if notebooks is None else notebooks, "listed": listed,
        "questions": question_rows(somebodys, cases), "row_facts": lambda r: row_facts(r, cases),
    }  # fmt: skip
    many = len(reports) > STATIC
    return render(
        "class.html.j2",
        **row,
        rows=() if many else ordered,
        listed_rows=len(reports),
        packed=packed(ordered, row) if many else "",
        assignment=(one.title or one.assignment) if one else "",
        graded=somebodys,
        handed_in=sum(not r.handed_in.nothing for r in reports),
        attention=(left := attention(reports)),
        not_graded=sum(row["count"] for row in left),
        notes=class_notes(reports),
        strangers=list(Chosen(reports, lambda r: bool(r.handed_in.whose))),
        waiting=waiting(somebodys),
        findings={kind: list(found) for kind, found in groupby(sorted(findings, key=_kind), _kind)},
        moved=moved or {},
        files=files if files is not None else {"scores.csv": "scores.csv"},
        possible=max((r.possible for r in somebodys), default=0.0),
        facts=facts(settled),
        bars=histogram(settled),
        mistakes=mistakes(somebodys),
        inside=inside_rows(somebodys),
        statistics=statistics,
        stood_in=any(r.status is Status.GRADED and stand_ins(r) for r in reports),
        provenance=first.provenance if first else None,
        script=source,
        script_policy=policy,
    )


def packed(ordered: Iterable[Report], row: Mapping[str, Any]) -> str:
    """The rows of the table as a script unpacks them (table.js): deflated HTML in base 64."""
    template, deflate = templates().get_template("row.html.j2"), zlib.compressobj(6)
    parts = [deflate.compress(template.render(r=r, **row).encode()) for r in ordered]
    return base64.b64encode(b"".join([*parts, deflate.flush()])).decode()


def _kind(finding: Finding) -> str:
    return finding.kind


def facts(settled: Iterable[Report]) -> list[tuple[str, str]]:
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


def histogram(graded: Iterable[Report]) -> list[dict[str, Any]]:
    """Counts of submissions per tenth of the possible points, and of full marks."""
    counts = Counter(map(bin_of, graded))
    top = max(counts.values(), default=1)
    names = [f"{100 * i // BINS} to {100 * (i + 1) // BINS} %" for i in range(BINS)] + ["full marks"]
    labels = [str(100 * i // BINS) for i in range(BINS)] + ["full"]
    return [
        {"name": name, "label": label, "count": counts[i], "height": 100 * counts[i] / top}
        for i, (name, label) in enumerate(zip(names, labels, strict=True))
    ]


def attention(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Submissions without a score, equal reasons together: ours first, then by how many."""
    groups: dict[tuple[Status, str, str], list[Report]] = {}
    counts: Counter[tuple[Status, str, str]] = Counter()
    for r in reports:
        if r.status is not Status.GRADED and not r.handed_in.nothing:
            key = r.status, r.reason, next_step(r)
            counts[key] += 1
            if counts[key] <= NAMED:
                groups.setdefault(key, []).append(r)
    rows = [
        {"status": key[0].value, "reason": key[1], "next": key[2], "reports": found, "count": counts[key]}
        for key, found in groups.items()
    ]
    return sorted(rows, key=lambda row: (row["status"] == Status.UNGRADABLE, -row["count"]))


def waiting(graded: Iterable[Report]) -> dict[str, Any] | None:
    """What waits for a person's mark: how many answers of how many students, by question."""
    found = Counter(q.name for r in graded for q in r.questions if q.pending)
    if not found:
        return None
    return {"answers": sum(found.values()), "students": sum(r.pending > 0 for r in graded), "questions": found}


def case_numbers(graded: Iterable[Report]) -> dict[tuple[str, str], int]:
    """Question and case → the number by which a row of the table says that it failed."""
    return {
        key: i
        for i, key in enumerate(dict.fromkeys((q.name, c.name) for r in graded for q in r.questions for c in q.cases))
    }


def row_facts(r: Report, cases: Mapping[tuple[str, str], int]) -> str:
    """What the table's row is found by: its bar (b3), whether it waits (w), the cases it failed (f7)."""
    if not in_means(r):
        return ""
    failed = [f"f{cases[q.name, c.name]}" for q in r.questions for c in q.cases if not (c.passed or c.by_people)]
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


class _Question:
    """What the rows of one question add up to."""

    def __init__(self) -> None:
        self.title, self.possible = "", 0.0
        self.points: Counter[float] = Counter()  # of those of which nothing waits
        self.full = self.waits = self.stood_in = 0
        self.hidden: dict[str, bool] = {}
        self.verdicts: dict[str, Counter[Verdict]] = {}

    def add(self, q: QuestionResult) -> None:
        self.title = self.title or q.title
        self.possible = max(self.possible, q.possible)
        self.stood_in += bool(q.with_reference)
        if q.pending:
            self.waits += 1
        else:
            self.points[q.points] += 1
            self.full += q.full
        for c in q.cases:
            self.hidden[c.name] = c.hidden
            if not c.by_people:  # a part of the points, by a person, is no failed test
                self.verdicts.setdefault(c.name, Counter())[c.verdict] += 1

    def cases(self) -> list[dict[str, Any]]:
        """Most failed first."""
        rows = []
        for name, found in self.verdicts.items():
            counts, taken = Counter(found), found.total()
            failed = taken - counts.pop(Verdict.PASS, 0) - counts.get(Verdict.PENDING, 0)
            how = ", ".join(f"{n} {WORDS[v]}" for v, n in counts.most_common())
            share = 100 * failed / taken
            rows.append({"name": name, "hidden": self.hidden[name], "failed": failed, "share": share, "how": how})
        return sorted(rows, key=lambda row: -row["failed"])


def question_rows(
    graded: Iterable[Report], numbers: Mapping[tuple[str, str], int] | None = None
) -> list[dict[str, Any]]:
    """Per question of submissions that count: mean share, how many pass all, how each case went, most failed first."""
    found: dict[str, _Question] = {}
    for q in (q for r in graded for q in r.questions):
        found.setdefault(q.name, _Question()).add(q)
    rows = []
    for name, one in found.items():
        points = mean(one.points.elements()) if one.points else None  # nothing that waits for a person is a zero
        cases = one.cases()
        for row in cases:
            row["number"] = (numbers or {}).get((name, row["name"]))
        rows.append(
            {
                "name": name,
                "title": one.title,
                "possible": one.possible,
                "mean": points,
                "share": 100 * points / one.possible if one.possible and points is not None else 0.0,
                "full": one.full,
                "count": one.points.total(),
                "waits": one.waits,
                "stood_in": one.stood_in,
                "cases": cases,
            }
        )
    return rows


def case_rows(found: Iterable[QuestionResult]) -> list[dict[str, Any]]:
    """Per case of a question: how many took it, how many failed it and how, most failed first."""
    one = _Question()
    for q in found:
        one.add(q)
    return one.cases()


def mistakes(graded: Iterable[Report]) -> list[dict[str, Any]]:
    """Named misconceptions, most frequent first, each student once."""
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for r in graded:
        found = [c.diagnosis for q in r.questions for c in q.cases if c.diagnosis]
        for name, d in {d.mistake: d for d in found}.items():
            told = {"key": d.key, "derived": d.derived, "message": d.message, "reports": [], "count": 0}
            entry = seen.setdefault(name, told)
            entry["count"] += 1
            entry["reports"] += [r] * (entry["count"] <= NAMED)
    return sorted(seen.values(), key=lambda e: (-e["count"], e["key"]))
