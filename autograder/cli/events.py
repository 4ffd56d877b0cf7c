"""What a run of `grade` tells while it goes on, a JSON object a line (docs/watching.md), and what was slow in it."""

import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from autograder.bundle import Bundle
from autograder.report.slow import Summary, run_since, summary
from autograder.results import Report

VERSION = 1  # of the events; a new key does not change it


class Watch:
    """Follows one run, from the command on.

    Args:
        lines: write events to stdout.
    """

    def __init__(self, lines: bool) -> None:
        self.lines = lines
        self.began, self.started = time.monotonic(), datetime.now(UTC).isoformat(timespec="seconds")
        self.setup_s: float | None = None
        self.seen: dict[tuple[str, str], dict[str, Any]] = {}
        self.of = 0

    def start(self, bundle: Bundle, submissions: int) -> None:
        """The first event."""
        self.of = submissions
        told = {"version": VERSION, "assignment": bundle.name, "bundle_sha256": bundle.sha256}
        self._write("start", **told, time=self.started, submissions=submissions)

    def report(self, report: Report) -> None:
        """A result, as soon as it is there."""
        if self.setup_s is None and run_since(report, self.started):
            self.setup_s = max(0.0, time.monotonic() - self.began - report.provenance.wall_s)
        self._result(report)

    def interrupted(self) -> None:
        """The last event of a run that was stopped."""
        self._write("interrupted", done=len(self.seen), of=self.of)

    def end(self, reports: Sequence[Report], rows: Sequence[Report], out: Path) -> Summary:
        """Results that are others than those told, or of people who handed in nothing; then the last event.

        Args:
            reports: of all submissions.
            rows: of the class list.
        """
        found = summary(reports, self.started, time.monotonic() - self.began, self.setup_s or 0.0)
        if self.lines:
            for report in [*reports, *rows]:
                self._result(report)
            counts: dict[str, int] = {"graded": 0, "ungradable": 0, "ungraded": 0}
            for report in reports:
                counts[report.status.value] += 1
            self._write("end", **counts, out=str(out), **msgspec.to_builtins(found))
        return found

    def _result(self, r: Report) -> None:
        if not self.lines:
            return
        told = {
            "submission": r.submission, "student": r.student, "status": r.status.value,
            "handed_in": not r.handed_in.nothing, "total": r.total, "possible": r.possible, "pending": r.pending,
            "questions": {q.name: [q.points, q.possible] for q in r.questions}, "reason": r.reason,
            "message": r.message, "wall_s": round(r.provenance.wall_s, 3),
            "kept": bool(r.provenance.started) and not run_since(r, self.started),
        }  # fmt: skip
        key = (r.submission, r.student)
        if self.seen.get(key) != told:
            self.seen[key] = told
            self._write("result", **told)

    def _write(self, event: str, **told: Any) -> None:
        if self.lines:
            sys.stdout.write(json.dumps({"event": event, **told}) + "\n")
            sys.stdout.flush()
