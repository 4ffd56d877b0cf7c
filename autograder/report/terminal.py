"""The class in the terminal: a table where it fits, else totals, the worst questions, or a summary."""

from collections import Counter
from collections.abc import Sequence
from statistics import fmean

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.report.classpage import bin_of, facts, histogram, question_rows
from autograder.report.text import in_means, insides, line, number, points_of, stand_ins, which
from autograder.results import QuestionResult, Report, Status, Verdict

STYLES = {Status.GRADED: "", Status.UNGRADABLE: "yellow", Status.UNGRADED: "red"}
NAME_CHARS, NOTE_CHARS = 40, 16  # of a student; what a note needs at least
WORST = 8  # questions that are listed where the table has no columns for them
MOST_ROWS = 100  # of a class that is listed student by student
BAR_CHARS = 40


def class_view(reports: Sequence[Report], width: int, *, by_question: bool = True) -> RenderableType:
    """The class in `width` columns.

    Args:
        by_question: a column for each question, where they fit; too many where every student has others.
    """
    if len(reports) > MOST_ROWS:
        return Group(*summary(reports, width))
    columns = by_question and fits(reports, width)
    table = class_table(reports, by_question=columns)
    return table if columns else Group(table, worst_questions(reports, width))


def fits(reports: Sequence[Report], width: int) -> bool:
    """Whether a row has room for every question."""
    questions: dict[str, int] = {}
    for q in (q for r in reports for q in r.questions):
        cell = f"{number(q.points)}/{number(q.possible)}"
        questions[q.name] = max(questions.get(q.name, len(line(q.name, 40))), len(cell))
    names = max((len(line(r.person, NAME_CHARS)) for r in reports), default=0)
    total = max((len(f"{number(r.total)}/{number(r.possible)}") for r in reports), default=0)
    return sum(chars + 3 for chars in (names, total, NOTE_CHARS, *questions.values())) < width


def class_table(reports: Sequence[Report], *, max_rows: int = MOST_ROWS, by_question: bool = True) -> Table:
    """One row a submission, the mean of what is decided at the foot; what is not graded says why.

    Args:
        max_rows: beyond it, a last row says how many are left out.
    """
    questions = list(dict.fromkeys(q.name for r in reports for q in r.questions)) if by_question else []
    settled = [r for r in reports if r.decided]
    table = Table(show_footer=bool(settled))
    table.add_column("student", "mean")
    table.add_column("total", number(fmean(r.total for r in settled)) if settled else "", no_wrap=True)
    for name in questions:
        found = [q.points for r in reports if in_means(r) for q in r.questions if q.name == name and not q.pending]
        table.add_column(Text(line(name, 40)), number(fmean(found)) if found else "", no_wrap=True)
    table.add_column("note")
    for r in sorted(reports, key=lambda r: r.person.lower())[:max_rows]:
        points = {q.name: _points(q) for q in r.questions if r.status is Status.GRADED}
        total = points_of(r) if points_of(r) == "–" else f"{points_of(r)}/{number(r.possible)}"
        who = Text(line(r.person, NAME_CHARS) or line(r.submission, NAME_CHARS))
        row: list[str | Text] = [who, total, *(points.get(q, "") for q in questions), Text(line(_note(r)))]
        table.add_row(*row, style=STYLES[r.status])
    if len(reports) > max_rows:
        table.add_row(f"… {len(reports) - max_rows} more in scores.csv", style="dim")
    return table


def _points(q: QuestionResult) -> str:
    return f"{'…' if q.pending else number(q.points)}/{number(q.possible)}"


def worst_questions(reports: Sequence[Report], width: int) -> RenderableType:
    """The questions that earned the smallest share of their points."""
    found = question_rows([r for r in reports if in_means(r)])
    rows = sorted((row for row in found if row["count"]), key=lambda row: row["share"])
    if not rows:
        return Text("")
    some = f", the {WORST} worst of {len(rows)}" if len(rows) > WORST else ", the worst first"
    table = Table("", "mean", "all of it", "most failed test", title=f"Questions{some}", box=box.SIMPLE_HEAD)
    table.title_justify = "left"
    for row in rows[:WORST]:
        worst = row["cases"][0] if row["cases"] and row["cases"][0]["failed"] else None
        failed = f"{line(worst['name'], 60)} ({worst['share']:.0f} %)" if worst else ""
        name = Text(line(f"{row['name']} {row['title']}", max(12, width // 3)))
        mean, full = f"{number(row['mean'])}/{number(row['possible'])}", f"{row['full']}/{row['count']}"
        table.add_row(name, mean, full, Text(failed))
    return table


def summary(reports: Sequence[Report], width: int) -> list[RenderableType]:
    """A class that is too large for a list: the spread of its scores, its worst questions, who has no score."""
    settled = [r for r in reports if r.decided]
    counts = Counter(map(bin_of, settled))
    bars = Table("percent", "students", "", box=box.SIMPLE_HEAD)
    room = max(10, min(BAR_CHARS, width - 30))
    for i, row in enumerate(histogram(settled)):
        bars.add_row(row["name"], str(counts[i]), "█" * round(room * row["height"] / 100))
    told = ", ".join(f"{name} {value}" for value, name in facts(settled))
    left = [r for r in reports if r.status is not Status.GRADED]
    lines = [f"{line(r.person, NAME_CHARS) or line(r.submission, NAME_CHARS)}: {_note(r)}" for r in left[:10]]
    lines += [f"… {len(left) - 10} more in index.html"] if len(left) > 10 else []
    return [bars, Text(told), worst_questions(reports, width), *map(Text, lines)]


def _note(report: Report) -> str:
    """Why there is no score; else what waits, what was decided, named mistakes, how cells ended that did not raise."""
    came = report.handed_in
    if came.nothing:
        return "handed in nothing"
    collected = [
        *(["whose is this?"] if came.whose else []),
        *(["late"] if came.late and came.name else []),
        *([f"attempt {came.attempt}"] if " of " in came.attempt else []),
        *filter(None, [which(report)]),
    ]
    if report.status is not Status.GRADED:
        return ", ".join([f"{report.status.value}: {report.reason}", *collected])
    found = [c.diagnosis for q in report.questions for c in q.cases if c.diagnosis]
    named = [d.message if d.derived else d.key for d in found]
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
