"""What an earlier run gave, and who gained and lost when the same files were graded again by another bundle."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.report.text import line, number
from autograder.results import Report, Status

NAMED = 10  # people that one line lists


class _Made(msgspec.Struct, frozen=True):
    submission_sha256: str = ""
    bundle_sha256: str = ""
    engine_sha256: str = ""


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


def what_changed(before: Mapping[str, Earlier], reports: Sequence[Report]) -> list[str]:
    """Lines for a terminal; none when nothing was graded again for another bundle or engine."""
    again = [(r, old) for r in reports if (old := before.get(r.submission)) is not None and _graded_again(r, old)]
    if not again:
        return []
    bundle = any(r.provenance.bundle_sha256 != old.provenance.bundle_sha256 for r, old in again)
    lines = [f"{'bundle' if bundle else 'autograder'} changed: graded again ({len(again)})"]
    scored = [(r, old.total) for r, old in again if r.status is Status.GRADED and old.status == Status.GRADED]
    for word, sign in (("gained", 1), ("lost", -1)):
        moved = sorted((x for x in scored if sign * (x[0].total - x[1]) > 1e-9), key=lambda x: -abs(x[0].total - x[1]))
        names = [
            f"{line(r.student, 40) or line(r.submission, 40)} {number(old)} → {number(r.total)}" for r, old in moved
        ]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        lines += [f"  {word} ({len(names)}): {', '.join(names[:NAMED])}{more}"] if names else []
    return lines if len(lines) > 1 else [f"{lines[0]}: every score is as before"]


def _graded_again(report: Report, old: Earlier) -> bool:
    """Whether the same file was judged by something else."""
    new, made = report.provenance, old.provenance
    same = new.submission_sha256 == made.submission_sha256 and new.submission_sha256 != ""
    return same and (new.bundle_sha256, new.engine_sha256) != (made.bundle_sha256, made.engine_sha256)
