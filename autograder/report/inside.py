"""Which cases ran beside the student's code, how often and why: what staff should know of a class."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from autograder.report.text import line
from autograder.results import Report, Status

FEW = 0.5  # of those who took a case: below this share, the need came from their answers and not from the test


def inside_rows(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Each case that was judged inside: for how many of how many, why, and who to look at.

    A test that needs it needs it for nearly everybody. Where few did, something of theirs brought it about: an odd but
    honest answer, or an attempt to have the test run where it can be tampered with. Those who passed are listed.
    """
    taken: Counter[tuple[str, str]] = Counter()
    inside: Counter[tuple[str, str]] = Counter()
    passed: dict[tuple[str, str], list[Report]] = {}
    why: dict[tuple[str, str], str] = {}
    for r in reports:
        for q in r.questions if r.status is Status.GRADED else ():
            for c in q.cases:
                key = q.name, c.name
                taken[key] += 1
                if c.inside:
                    inside[key] += 1
                    passed.setdefault(key, []).extend([r] if c.passed else [])
                    why.setdefault(key, c.beyond)
    rows = []
    for key, found in inside.items():
        few = found < FEW * taken[key]
        row = {"question": key[0], "name": key[1], "count": found, "taken": taken[key], "why": why[key]}
        rows.append({**row, "few": few, "suspects": passed[key] if few else []})
    return sorted(rows, key=lambda row: not row["few"])


def inside_lines(reports: Iterable[Report]) -> list[str]:
    """The same for a terminal."""
    lines = []
    for row in inside_rows(reports):
        why = f": the test {line(row['why'], 200)}" if row["why"] else ""
        lines.append(f"{line(row['question'], 80)}: {line(row['name'], 80)} ({row['count']} of {row['taken']}){why}")
        if row["suspects"]:
            names = ", ".join(line(r.person, 40) or line(r.submission, 40) for r in row["suspects"][:8])
            more = f" and {len(row['suspects']) - 8} more" if len(row["suspects"]) > 8 else ""
            lines.append(f"  only few needed it; look at what these handed in: {names}{more}")
    return lines
