"""`autograder gradebook show`, `final` and `explain`: what people wait for, so without the libraries that grade."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.cells import cell_len, set_cell_size

from autograder.cli.bookoptions import DbOption, FilesOption, StudentArgument
from autograder.cli.console import CourseOption, JsonOption, console, print_json, warn
from autograder.errors import UsageError
from autograder.gradebook import record
from autograder.gradebook.database import Book, open_book
from autograder.gradebook.explain import explained
from autograder.gradebook.queries import Class, Row, read_class
from autograder.gradebook.rules import Rules, read_rules
from autograder.gradebook.weights import Final
from autograder.report.csvfile import safe
from autograder.report.text import line, number

CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV instead of a table.")]
tables_app = typer.Typer(add_completion=False)


@tables_app.command("show")
def show_command(
    works: Annotated[list[str] | None, typer.Argument(help="Assignments; all when none is named.")] = None,
    course_root: CourseOption = Path(),
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Points of everybody, after lateness and by the attempt that counts."""
    found = class_of(open_book(db, files), read_rules(course_root), works or ())
    _show(found, final=False, as_json=as_json, as_csv=as_csv)


@tables_app.command("final")
def final_command(
    course_root: CourseOption = Path(),
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    db: DbOption = "",
    files: FilesOption = None,
) -> None:
    """Final grades by `[grades]` of course.toml, late days and drops placed where they help each student most."""
    rules = read_rules(course_root)
    if not rules.categories:
        raise UsageError(f"{course_root / 'course.toml'}: grades.categories: expected at least one, found none")
    found = class_of(open_book(db, files), rules)
    _show(found, final=True, as_json=as_json, as_csv=as_csv)
    if found.loose:
        warn(f"count for nothing, no category of course.toml holds them: {', '.join(found.loose)}")


@tables_app.command("explain")
def explain_command(
    student: StudentArgument, course_root: CourseOption = Path(), db: DbOption = "", files: FilesOption = None
) -> None:
    """How a final grade came about: from the weights down to the case that cost points."""
    book, rules = open_book(db, files), read_rules(course_root)
    with book.reading() as session:
        person = record.find_person(session, student)
        row = read_class(session, rules, person=person.id).rows[0]
    for text in explained(book, row):
        console.print(text, markup=False, highlight=False, soft_wrap=True)


def class_of(book: Book, rules: Rules, works: Sequence[str] = ()) -> Class:
    """Everybody's standings.

    Raises:
        UsageError: nothing of one of these works was taken.
    """
    with book.reading() as session:
        for name in works:
            record.find_work(session, name)
        return read_class(session, rules, works)


def _show(found: Class, *, final: bool, as_json: bool, as_csv: bool) -> None:
    if as_json:
        print_json(found)
    elif as_csv:
        typer.echo(_csv(found, final), nl=False)
    else:
        print_class(found, final)


def _percent(part: float) -> str:
    return f"{100 * part:.1f} %"


def grade_of(final: Final | None) -> str:
    return _percent(final.part) if final else "–"


def _columns(found: Class, final: bool) -> list[tuple[str, Callable[[Row], str]]]:
    if not final:
        heads = {w: f"{w} / {number(most, 3)}" if most else w for w, most in found.works.items()}  # 0: not judged yet
        return [(head, _points_of(work)) for work, head in heads.items()]
    names = dict.fromkeys(c.name for row in found.rows if row.final for c in row.final.categories)
    return [(name, _category_of(name)) for name in names]


def _points_of(work: str) -> Callable[[Row], str]:
    def text(row: Row) -> str:
        s = row.standings[work]
        if s.excused:
            return "excused"
        return "" if not s.attempts else "…" if s.waits else number(s.points, 3)

    return text


def _category_of(name: str) -> Callable[[Row], str]:
    def text(row: Row) -> str:
        own = [c for c in row.final.categories if c.name == name] if row.final else []
        return _percent(own[0].part) if own else ""

    return text


def _ends(row: Row) -> list[str]:
    if row.final is None:
        return ["", "", ""]
    return [_percent(row.final.part), "yes" if row.final.passed else "no", str(row.final.days or "")]


def _cells(found: Class, final: bool) -> tuple[list[str], list[list[str]]]:
    """The heads, and a row for each student."""
    columns = _columns(found, final)
    ends = ["grade", "passed", "late days"] if final else []
    rows = [
        [row.id, row.name, *(text(row) for _, text in columns), *(_ends(row) if final else [])] for row in found.rows
    ]
    return ["student", "name", *(name for name, _ in columns), *ends], rows


def print_class(found: Class, final: bool) -> None:
    """A line for each student, however long: rich squeezes thirty works into a terminal until none of them is seen."""
    heads, rows = _cells(found, final)
    table = [[*map(line, heads)], *([line(who), line(name), *rest] for who, name, *rest in rows)]
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    table.insert(1, ["─" * width for width in widths])
    lines = ("  ".join(map(set_cell_size, row, widths)).rstrip() for row in table)
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
    if waits := sum(bool(s.waits) for row in found.rows for s in row.standings.values()):
        where = "`autograder gradebook mark list WORK`"
        told = f"Not final yet (…): {waits}, not judged, or waiting for a person ({where})."
        console.print(told, markup=False, highlight=False, soft_wrap=True)


def _csv(found: Class, final: bool) -> str:
    heads, rows = _cells(found, final)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(map(safe, heads))
    table.writerows([safe(who), safe(name), *rest] for who, name, *rest in rows)
    return out.getvalue()
