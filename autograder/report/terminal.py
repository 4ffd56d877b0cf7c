"""The class as a table in the terminal."""

from collections.abc import Sequence
from statistics import fmean

from rich.table import Table
from rich.text import Text

from autograder.report.text import in_means, insides, line, number, stand_ins
from autograder.results import Report, Status, Verdict

STYLES = {Status.GRADED: "", Status.UNGRADABLE: "yellow", Status.UNGRADED: "red"}


def class_table(reports: Sequence[Report], *, max_rows: int = 100, by_question: bool = True) -> Table:
    """One row a submission, the mean of what is decided at the foot; what is not graded says why.

    Args:
        max_rows: beyond it, a last row says how many are left out.
        by_question: a column for each question; too many where every student has others.
    """
    questions = list(dict.fromkeys(q.name for r in reports for q in r.questions)) if by_question else []
    graded = [r for r in reports if r.decided]
    table = Table(show_footer=bool(graded))
    table.add_column("student", "mean")
    table.add_column("total", number(fmean(r.total for r in graded)) if graded else "")
    for name in questions:
        found = [q.points for r in reports if in_means(r) for q in r.questions if q.name == name and not q.pending]
        table.add_column(Text(line(name, 40)), number(fmean(found)) if found else "")
    table.add_column("note")
    for r in sorted(reports, key=lambda r: r.student.lower())[:max_rows]:
        points = {q.name: f"{number(q.points)}/{number(q.possible)}" for q in r.questions if r.status is Status.GRADED}
        none = r.status is Status.UNGRADED or r.handed_in.attempt == "none"
        total = "–" if none else f"{number(r.total)}/{number(r.possible)}"
        who = Text(line(r.student, 40) or line(r.submission, 40))
        row: list[str | Text] = [who, total, *(points.get(q, "") for q in questions), Text(line(_note(r)))]
        table.add_row(*row, style=STYLES[r.status])
    if len(reports) > max_rows:
        table.add_row(f"… {len(reports) - max_rows} more in scores.csv", style="dim")
    return table


def _note(report: Report) -> str:
    """Why there is no score; else what waits, what was decided, named mistakes, how cells ended that did not raise."""
    came = report.handed_in
    if came.attempt == "none":
        return "handed in nothing"
    collected = [
        *(["whose is this?"] if came.whose else []),
        *(["late"] if came.late and came.name else []),
        *([f"attempt {came.attempt}"] if " of " in came.attempt else []),
    ]
    if report.status is not Status.GRADED:
        return ", ".join([f"{report.status.value}: {report.reason}", *collected])
    named = [c.diagnosis.key for q in report.questions for c in q.cases if c.diagnosis]
    ended = [c.verdict.value.lower() for c in report.cells if c.verdict is not Verdict.ERROR]
    waiting = [f"{number(report.pending)} points wait for a person"] if report.pending else []
    earned = sum(q.points for q in report.questions)
    worth = sum(q.possible for q in report.questions)
    by_question = f"{number(earned)} of {number(worth)} by question"
    scaled = abs(worth - report.possible) > 1e-9 or earned < report.total
    decided = [by_question if scaled else f"{number(earned)} before deductions"]
    decided = decided if abs(earned - report.total) > 1e-9 else []
    return ", ".join(
        dict.fromkeys([*collected, *waiting, *decided, *stand_ins(report), *insides(report), *named, *ended])
    )
