"""What took its time in a run and why, from the reports alone."""

import statistics
from collections import Counter
from collections.abc import Sequence

import msgspec

from autograder.report.text import line
from autograder.results import Report, Verdict

LISTED = 5
TIMES, LEAST_S = 2.0, 1.0  # slow: so many times the median, and at least this


class Slow(msgspec.Struct, frozen=True):
    """A submission that took long."""

    submission: str
    student: str
    wall_s: float
    why: tuple[str, ...]


class TimedOut(msgspec.Struct, frozen=True):
    """A case, or a cell, that was stopped at its limit in some submissions."""

    what: str  # "q3 · random scores", "cells"
    submissions: int
    wall_s: float  # of all together; 0 for cells, which have no clock of their own


class Summary(msgspec.Struct, frozen=True):
    """A run.

    Args:
        wall_s: from the command to the last report.
        setup_s: until the first submission was begun: environment, workers, the judge's imports.
        judged: submissions that were run now; the other reports are an earlier run's.
        median_s: of those.
        slowest: of those, the slowest first.
    """

    wall_s: float
    setup_s: float
    judged: int
    kept: int
    median_s: float
    slowest: tuple[Slow, ...]
    timed_out: tuple[TimedOut, ...]


def run_since(report: Report, began: str) -> bool:
    """Whether it was judged in the run that began then, and is no earlier one's.

    Args:
        began: ISO 8601, UTC.
    """
    return report.provenance.started[:19] >= began[:19]


def summary(reports: Sequence[Report], began: str, wall_s: float, setup_s: float) -> Summary:
    """What a run took.

    Args:
        reports: of all submissions, each once.
        began: ISO 8601, UTC; what was started before was kept.
    """
    now = [r for r in reports if run_since(r, began)]
    times = [r.provenance.wall_s for r in now]
    ordered = sorted(now, key=lambda r: (-r.provenance.wall_s, r.submission))[:LISTED]
    return Summary(
        wall_s=round(wall_s, 3),
        setup_s=round(setup_s, 3),
        judged=len(now),
        kept=sum(bool(r.provenance.started) for r in reports) - len(now),
        median_s=round(statistics.median(times), 3) if times else 0.0,
        slowest=tuple(Slow(r.submission, r.person, round(r.provenance.wall_s, 3), tuple(_why(r))) for r in ordered),
        timed_out=tuple(_timed_out(now)),
    )


def _why(report: Report) -> list[str]:
    """Limits of time first; else the slowest case, where it is most of it; else nothing that a report knows."""
    made = report.provenance
    cases = [(q.name, c) for q in report.questions for c in q.cases]
    told = [f"{q} · {c.name}: stopped after {c.wall_s:.1f} s" for q, c in cases if c.verdict is Verdict.TIMEOUT]
    told += [f"cell {c.shown} was stopped" for c in report.cells if c.verdict is Verdict.TIMEOUT]
    if not told and cases:
        q, slowest = max(cases, key=lambda pair: pair[1].wall_s)
        if slowest.wall_s > made.wall_s / 2:
            told = [f"{q} · {slowest.name}: {slowest.wall_s:.1f} s"]
        elif made.wall_s > 2 * sum(c.wall_s for _, c in cases):
            told = [f"its cells: {made.wall_s - sum(c.wall_s for _, c in cases):.1f} s"]
    if made.waited_s > made.wall_s / 4:
        told.append(f"waited {made.waited_s:.1f} s for a processor")
    if made.judged > 1:
        told.append("judged twice, because the machine was busy")
    return told


def _timed_out(reports: Sequence[Report]) -> list[TimedOut]:
    counts: Counter[str] = Counter()
    spent: dict[str, float] = {}
    for report in reports:
        late = [(q, c) for q in report.questions for c in q.cases if c.verdict is Verdict.TIMEOUT]
        stopped = [(f"{q.name} · {c.name}", c.wall_s) for q, c in late]
        stopped += [("cells", 0.0)] if any(c.verdict is Verdict.TIMEOUT for c in report.cells) else []
        for what, wall_s in stopped:
            counts[what] += 1
            spent[what] = spent.get(what, 0.0) + wall_s
    return [TimedOut(what, count, round(spent[what], 3)) for what, count in counts.most_common(LISTED)]


def summary_lines(found: Summary) -> list[str]:
    """For a terminal: how long it took, and what was slow."""
    if not found.judged:
        return [f"Took {found.wall_s:.1f} s; nothing was run: {found.kept} reports are an earlier run's."]
    kept = f", {found.kept} kept from an earlier run" if found.kept else ""
    lines = [
        f"Took {found.wall_s:.1f} s, {found.setup_s:.1f} s of it before the first submission; "
        f"{found.judged} run{kept}, half of them in {found.median_s:.1f} s or less."
    ]
    slow = [s for s in found.slowest if s.wall_s >= max(LEAST_S, TIMES * found.median_s)]
    lines += [f"  slow: {line(s.student, 60)}, {s.wall_s:.1f} s{_told(s)}" for s in slow]
    return lines + [
        f"  stopped at a limit of time: {line(t.what)} in {t.submissions} of {found.judged}"
        + (f", {t.wall_s:.1f} s in all" if t.wall_s else "")
        for t in found.timed_out
    ]


def _told(slow: Slow) -> str:
    more = f" and {len(slow.why) - 3} more" if len(slow.why) > 3 else ""
    return f": {line('; '.join(slow.why[:3]), 300)}{more}" if slow.why else ""
