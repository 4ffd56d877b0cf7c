"""A sheet, or its key, as one HTML page."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any

import jinja2
from markdown_it import MarkdownIt
from markupsafe import Markup

from autograder.errors import CourseError
from autograder.exam.questions.draw import Drawn
from autograder.exam.questions.kinds.choice import Choice
from autograder.exam.questions.kinds.kind import Kind
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.kinds.matrix import Matrix
from autograder.exam.questions.kinds.number import Number
from autograder.exam.questions.kinds.symbolic import Symbolic
from autograder.exam.questions.text import points, render
from autograder.exam.sheets.exam import Exam, Sheet
from autograder.exam.sheets.formulas import formula
from autograder.exam.sheets.template import ASK, HEADING, Template

ID_LENGTH = 12  # hex digits of the digest: 48 bits tell the sheets of any class apart
_MARKS = re.compile(r"^\s*# (BEGIN|END) SOLUTION\n?|\s*# SOLUTION\b.*$", re.M)


def paper_html(exam: Exam, template: Template, sheet: Sheet, person: str, *, solved: bool) -> str:
    """The sheet as one HTML page, or its key when `solved`.

    Raises:
        CourseError: a formula or a template cannot be rendered; the message names file and question.
    """
    pages = _templates()
    questions = []
    for number, q in enumerate(sheet.questions, 1):
        where = f"{exam.questions[q.name].path}: {q.name}"
        try:
            html = pages.get_template("paper-question.html.j2").render(
                q=q, kind=q.kind, number=number, solved=solved, ask=ask(q.kind), marking=marking(q) if solved else "",
                cells=_cells(template.solved if solved else template.student, q, where),
                room=exam.questions[q.name].header.lines, grids=list(_grids(q.kind)),
            )  # fmt: skip
        except CourseError as e:
            raise CourseError(str(e) if str(e).startswith(where) else f"{where}: {e}") from None
        questions.append(Markup(html))
    known = person != sheet.student
    return pages.get_template("paper.html.j2").render(
        settings=exam.settings, sheet=sheet, solved=solved, questions=questions, person=person if known else "",
        version=re.fullmatch(r"version-(\d+)", sheet.student), id=f"{exam.name}/{sheet.student}/{sheet_id(sheet)}",
    )  # fmt: skip


def sheet_id(sheet: Sheet) -> str:
    """The start of the sheet's digest, as the footer of each page shows it."""
    return sheet.digest[:ID_LENGTH]


def _cells(cells: dict[str, list[Any]], q: Drawn, where: str) -> Iterator[tuple[str, str]]:
    """What is printed of the notebook's cells: text, and code that a student reads or completes."""
    for cell in cells[q.name]:
        answer = cell.metadata.get("autograder", {}).get("role") == "answer"
        machinery = cell.source in (HEADING, ASK) or cell.source.startswith("grader.check(")
        if machinery or (answer and q.kind is not None):
            continue
        text = render(cell.source, q.params, where)
        if cell.cell_type == "markdown":
            yield "text", text
        elif cell.cell_type == "code":
            yield ("answer" if answer else "code"), _MARKS.sub("", text)


def ask(kind: Kind | None) -> str:
    """How to answer on paper."""
    if kind is None:
        return "Write Python; what is given above need not be copied."
    if isinstance(kind, Choice):
        return (
            "Tick **all** right options: a right one earns a share of the points, a wrong one takes a share back."
            if kind.many
            else "Tick the right option."
        )
    if isinstance(kind, Matrix):
        return "One number in each box; each entry counts." if kind.show_shape else "You find the shape."
    if isinstance(kind, Symbolic):
        return f"An expression in {', '.join(f'`{s}`' for s in kind.symbols)}."
    if isinstance(kind, Manual):
        return f"At most {kind.lines} lines."
    exact = f", to {kind.digits} significant digits" if kind.digits else ""
    return f"A number with its unit ({', '.join(kind.units)}){exact}." if kind.units else f"{kind.ask().capitalize()}."


def marking(q: Drawn) -> str:
    """What a person who marks by hand needs beside the right answer."""
    kind = q.kind
    if isinstance(kind, Choice) and kind.many:
        return f"{points(round(next(kind.cases(q.points)).points, 4))} for each right option, less each wrong one."
    if isinstance(kind, Matrix):
        return f"{points(round(next(kind.cases(q.points)).points, 4))} for each entry, {_tolerance(kind)}."
    if isinstance(kind, Number):
        units = "".join(f"= {kind.expected / size:.6g} {unit} " for unit, size in list(kind.units.items())[1:])
        rounded = f"to {kind.digits} significant digits" if kind.digits else _tolerance(kind)
        exact = "exactly" if kind.integer else rounded
        return f"{units}({exact})." if units else f"{exact.capitalize()}."
    return "Or any expression that is equal." if isinstance(kind, Symbolic) else ""


def _tolerance(kind: Number | Matrix) -> str:
    return f"within {kind.rtol * 100:g} % or {kind.atol:g}, the larger counts"


def _grids(kind: Kind | None) -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    """The matrices that a grid of boxes is drawn for, with the leading indices of a larger array."""
    if isinstance(kind, Matrix):
        yield from _slices(kind.expected, len(kind.shape), "")


def _slices(value: Any, axes: int, index: str) -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    if axes <= 2:
        yield (f"[{index}]" if index else ""), (value if axes == 2 else [value])
        return
    for i, part in enumerate(value):
        yield from _slices(part, axes - 1, f"{index}, {i}" if index else str(i))


def written(value: Any) -> str:
    """A value of an answer for people: six digits, nested lists in brackets."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


@functools.cache
def _templates() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.exam.sheets"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    markdown = _markdown()
    env.filters |= {
        "markdown": lambda text: Markup(markdown.render(str(text))),
        "inline": lambda text: Markup(markdown.renderInline(str(text))),
        "written": written,
        "points": points,
    }
    return env


def _markdown() -> MarkdownIt:
    """Markdown as in a notebook: CommonMark, tables, `$…$` and `$$…$$`."""
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # data:image/svg+xml, too; the fetcher decides
    dollarmath_plugin(
        md, double_inline=True, allow_labels=False, renderer=lambda tex, kind: formula(tex, kind["display_mode"])
    )
    return md
