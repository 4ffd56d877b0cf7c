"""What an earlier run gave, and who gained and lost when the same files were graded again by another bundle, engine or
environment."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.files import write_atomic
from autograder.report.csvfile import DIGITS, safe, unsafe
from autograder.report.text import line, number
from autograder.results import Report, Status

NAMED = 10  # people that one line lists
CHANGES = "changes.csv"


class _Made(msgspec.Struct, frozen=True):
    submission_sha256: str = ""
    bundle_sha256: str = ""
    engine_sha256: str = ""
    environment: str = ""


class Earlier(msgspec.Struct, frozen=True):
    """The part of a report, of whatever version, that is compared."""

    submission: str
    status: str
    total: float
    provenance: _Made = _Made()


def earlier_scores(out: Path) -> dict[str, Earlier]:
    """By submission, what lies in a results folder; to be read before it is graded into."""
    found = {}
    for path in sorted((out / "reports").glob("*.json")):
        try:
            one = msgspec.json.decode(path.read_bytes(), type=Earlier)
        except (OSError, msgspec.DecodeError):  # damaged: it is graded again as well
            continue
        found[one.submission] = one
    return found


class Change(msgspec.Struct, frozen=True):
    """One submission that was graded again."""

    submission: str
    student: str
    before: float
    now: float


def changes(before: Mapping[str, Earlier], reports: Sequence[Report]) -> list[Change]:
    """The scores of what was graded again for another bundle, engine or environment."""
    return [
        Change(r.submission, r.person, old.total, r.total)
        for r, old in _again(before, reports)
        if r.status is Status.GRADED and old.status == Status.GRADED
    ]


def write_changes(out: Path, before: Mapping[str, Earlier], reports: Sequence[Report]) -> None:
    """`changes.csv`: who gained and who lost by the last change; where nothing changed, it stays as it is."""
    if not (found := changes(before, reports)):
        return
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["submission", "student", "before", "now", "change"])
    for c in sorted(found, key=lambda c: (c.now - c.before, c.student)):
        points = (number(x, DIGITS) for x in (c.before, c.now, c.now - c.before))
        table.writerow([safe(c.submission), safe(c.student), *points])
    write_atomic(out / CHANGES, text.getvalue())


def read_changes(out: Path) -> list[Change]:
    """What `write_changes` left; nothing where it left nothing, or somebody edited it."""
    try:
        rows = list(csv.DictReader((out / CHANGES).read_text(encoding="utf-8").splitlines()))
        return [
            Change(unsafe(r["submission"]), unsafe(r["student"]), float(r["before"]), float(r["now"])) for r in rows
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def what_changed(before: Mapping[str, Earlier], reports: Sequence[Report]) -> list[str]:
    """Lines for a terminal; none when nothing was graded again for another bundle or engine."""
    again = _again(before, reports)
    if not again:
        return []
    made = [(r.provenance, old.provenance) for r, old in again]
    engine = any(new.engine_sha256 != old.engine_sha256 for new, old in made)
    what = "autograder" if engine else "environment"
    what = "bundle" if any(new.bundle_sha256 != old.bundle_sha256 for new, old in made) else what
    lines = [f"{what} changed: graded again ({len(again)})"]
    scored = changes(before, reports)
    for word, sign in (("gained", 1), ("lost", -1)):
        moved = sorted((c for c in scored if sign * (c.now - c.before) > 1e-9), key=lambda c: -abs(c.now - c.before))
        names = [f"{line(c.student, 40) or line(c.submission, 40)} {number(c.before)} → {number(c.now)}" for c in moved]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        lines += [f"  {word} ({len(names)}): {', '.join(names[:NAMED])}{more}"] if names else []
    return lines if len(lines) > 1 else [f"{lines[0]}: every score is as before"]


def _again(before: Mapping[str, Earlier], reports: Sequence[Report]) -> list[tuple[Report, Earlier]]:
    """What was graded again by something else, and what it was before."""
    return [(r, old) for r in reports if (old := before.get(r.submission)) is not None and _graded_again(r, old)]


def _graded_again(report: Report, old: Earlier) -> bool:
    """Whether the same file was judged by something else."""
    new, made = report.provenance, old.provenance
    same = new.submission_sha256 == made.submission_sha256 and new.submission_sha256 != ""
    keys = ("bundle_sha256", "engine_sha256", "environment")
    return same and any(getattr(new, key) != getattr(made, key) for key in keys)
