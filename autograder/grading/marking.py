"""Marks of people in an ordinary assignment: read before a class is graded, in its reports when it is.

`marking.csv` (marks.py) lies beside `scores.csv`. A report in `reports/` holds the marks that were given; whatever was
given before is taken out of it first, so that a mark can be changed, and taken back.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.bundle import Bundle
from autograder.grading.marks import Key, Mark, Try, apply_marks, assign_marks, read_marks, unmarked, write_marking
from autograder.results import Report, Status
from autograder.submissions import Submission

NAME = "marking.csv"


class Marking:
    """The marks of a class.

    Args:
        out: the results folder.
        more: another table of marks; where both mark a line, it decides.
        rows: the reports that count, of those that are there.
        say: told which marks were given to another answer than the one that is there now.

    Raises:
        CourseError: a table cannot be read.
    """

    def __init__(
        self,
        out: Path,
        more: Path | None,
        rows: Callable[[Sequence[Report]], Sequence[Report]],
        say: Callable[[str], None],
    ) -> None:
        self.path = out / NAME
        self.rows, self.say = rows, say
        tables = [self.path] * self.path.exists() + ([more] if more else [])
        self.tables = [(path, read_marks(path)) for path in tables]

    def given(self, bundle: Bundle, submissions: Sequence[Submission], reports: Sequence[Report]) -> list[Report]:
        """The reports with all marks, in their order; the table is written again, with a line for all that waits.

        Raises:
            CourseError: a mark that fits nothing, or is out of its range; no file was changed.
        """
        raw = [unmarked(r) if any(c.marked for q in r.questions for c in q.cases) else r for r in reports]
        tries = _tries(submissions, raw)
        marks: dict[Key, Mark] = {}
        for path, table in self.tables:
            marks |= assign_marks(path, table, tries)
        marked = [_counted(bundle, apply_marks(r, marks)) if r.pending else r for r in raw]
        if any(r.pending for r in raw) or self.path.exists():
            self._say_stale(tries, marks)
            write_marking(self.path, tries, marks, self._may_count(marked))
        return marked

    def _may_count(self, reports: Sequence[Report]) -> set[str]:
        """The submissions that count, or would if people gave them all that waits, and the others nothing."""
        asked = {r.submission for r in self.rows(reports)}
        for i, report in enumerate(reports):
            if report.pending and report.submission not in asked:
                full = msgspec.structs.replace(report, total=report.total + report.pending)
                if report.submission in {r.submission for r in self.rows([*reports[:i], full, *reports[i + 1 :]])}:
                    asked.add(report.submission)
        return asked

    def _say_stale(self, tries: Sequence[Try], marks: Mapping[Key, Mark]) -> None:
        answers = {(t.report.submission, q.name): q.answer for t in tries for q in t.report.questions}
        stale = [m.place for key, m in marks.items() if m.answer and not m.of(answers[key[:2]])]
        if stale:
            more = f" and {len(stale) - 10} more" if len(stale) > 10 else ""
            self.say(
                f"{self.path}: marked when there was another answer; look at it again (the mark stands): "
                f"{'; '.join(stale[:10])}{more}"
            )


def _tries(submissions: Sequence[Submission], reports: Sequence[Report]) -> list[Try]:
    """Graded reports with the number of the attempt, as a class list counts them."""
    known = {s.id: s for s in submissions}
    counts: Counter[str] = Counter()
    tries = []
    graded = [r for r in reports if r.status is Status.GRADED]
    for report in sorted(graded, key=lambda r: (known[r.submission].order, r.submission)):
        counts[report.student] += 1
        people = known[report.submission].people
        tries.append(Try(report, counts[report.student], people[0] if len(people) == 1 else ()))
    return tries


def _counted(bundle: Bundle, report: Report) -> Report:
    """The report with the total of its questions as they are now."""
    points, possible = sum(q.points for q in report.questions), sum(q.possible for q in report.questions)
    total, _, lines = bundle.counted(points, possible)
    return msgspec.structs.replace(report, total=total, adjustments=lines)
