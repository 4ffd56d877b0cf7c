"""The class as a table in the terminal."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from autograder.report.text import number, visible
from autograder.results import Report, Status

STYLES = {Status.GRADED: "", Status.UNGRADABLE: "yellow", Status.UNGRADED: "red"}


def class_table(reports: Sequence[Report]) -> Table:
    """One row a submission; what is not graded says why."""
    questions = list(dict.fromkeys(q.name for r in reports for q in r.questions))
    table = Table("student", "total", *questions, "note")
    for r in sorted(reports, key=lambda r: r.student.lower()):
        points = {q.name: f"{number(q.points)}/{number(q.possible)}" for q in r.questions}
        named = list(dict.fromkeys(c.diagnosis.key for q in r.questions for c in q.cases if c.diagnosis))
        note = f"{r.status.value}: {r.reason}" if r.status is not Status.GRADED else ", ".join(named)
        if r.status is Status.GRADED and any(c.verdict.value != "ERROR" for c in r.cells):
            note = ", ".join(
                filter(
                    None,
                    [
                        note,
                        *dict.fromkeys(c.verdict.value.lower() for c in r.cells if c.verdict.value != "ERROR"),
                    ],
                )
            )
        total = "–" if r.status is Status.UNGRADED else f"{number(r.total)}/{number(r.possible)}"
        row = [escape(visible(r.student, 40)), total, *(points.get(q, "") for q in questions), escape(note)]
        table.add_row(*row, style=STYLES[r.status])
    return table
