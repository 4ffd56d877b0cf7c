"""The printed version of a sheet and its key: Markdown to HTML to PDF (WeasyPrint), formulas as SVG (ziamath).

The text is the course's own; names come from a roster and are escaped by the templates. Nothing is fetched: pictures
are `data:` URIs, and the fonts are those that matplotlib ships (STIX, DejaVu), which cover mathematics and Greek.
"""

import atexit
import base64
import functools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jinja2
import msgspec
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from autograder.errors import CourseError, UsageError
from autograder.exam.exams import Exam, Sheet
from autograder.exam.kinds import Choice, Kind, Manual, Matrix, Number, Symbolic
from autograder.exam.notebooks import ASK, HEADING, Template, points
from autograder.exam.questions import Drawn, render
from autograder.exam.roster import slug
from autograder.files import write_atomic

INSTALL = "`apt-get install libpango-1.0-0 libpangoft2-1.0-0` and `pip install autograder[paper]`"
ID_LENGTH = 12  # hex digits of the digest: 48 bits tell the sheets of any class apart
FACES = {  # file → family, weight, style
    "STIXGeneral": ("Exam Serif", "normal", "normal"),
    "STIXGeneralItalic": ("Exam Serif", "normal", "italic"),
    "STIXGeneralBol": ("Exam Serif", "bold", "normal"),
    "STIXGeneralBolIta": ("Exam Serif", "bold", "italic"),
    "DejaVuSans": ("Exam Sans", "normal", "normal"),
    "DejaVuSans-Bold": ("Exam Sans", "bold", "normal"),
    "DejaVuSansMono": ("Exam Mono", "normal", "normal"),
    "DejaVuSansMono-Bold": ("Exam Mono", "bold", "normal"),
}
BASE_URL = "https://paper.invalid/"  # relative addresses need some base; https is refused
INVISIBLE = frozenset(" \n\t\xa0\u2061\u2062\u2063\u2064")
CLOSING = frozenset(")]}|‖!′⟩⌉⌋")
UNIT = 20  # size in which formulas are set; widths are given relative to it
MARGIN = 0.2  # around a formula, in the same unit: rounded outlines stay uncut
_MARKS = re.compile(r"^\s*# (BEGIN|END) SOLUTION\n?|\s*# SOLUTION\b.*$", re.M)


class _Engine(msgspec.Struct, frozen=True):
    """WeasyPrint with the style sheet, loaded once."""

    html: Callable[..., Any]  # source → document
    style: Any
    fonts: Any
    images: dict[str, Any]  # formulas that WeasyPrint has read
    refused: type[Exception]


def write_papers(exam: Exam, template: Template, sheet: Sheet, person: str, folder: Path) -> None:
    """Writes `<exam>-<sheet>.pdf` and `<exam>-<sheet>-key.pdf`; only the owner may read the key.

    Args:
        person: whom it is for; the same as the sheet's name where nobody is known.

    Raises:
        UsageError: WeasyPrint or Pango is missing.
        CourseError: a formula, a template or a picture cannot be printed.
    """
    engine = _engine()
    for solved in (False, True):
        path = folder / f"{exam.name}-{slug(sheet.student)}{'-key' if solved else ''}.pdf"
        html = paper_html(exam, template, sheet, person, solved=solved)
        try:
            document = engine.html(string=html).render(
                stylesheets=[engine.style], font_config=engine.fonts, cache=engine.images
            )
        except engine.refused as e:
            what = str(e).replace(BASE_URL, "")
            raise CourseError(f"{exam.folder}: {what}: on paper pictures are data: URIs; nothing is fetched") from None
        write_atomic(path, document.write_pdf())
        if solved:
            path.chmod(0o600)


@functools.cache
def _engine() -> _Engine:
    try:
        import matplotlib
        import mdit_py_plugins.dollarmath  # noqa: F401
        import ziamath.tex  # noqa: F401
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher
    except (ImportError, OSError) as e:  # OSError: Pango's library is not there
        reason = str(e).splitlines()[0] if str(e) else type(e).__name__
        raise UsageError(f"paper versions need WeasyPrint, ziamath and Pango ({reason}): {INSTALL}") from None
    fonts = FontConfiguration()
    place = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{(place / f"{file}.ttf").as_uri()}"); }}\n'
        for file, (family, weight, style) in FACES.items()
    )
    css = (Path(__file__).parent / "templates" / "paper.css").read_text(encoding="utf-8")
    fetcher = URLFetcher(allowed_protocols=["data"], fail_on_errors=True)
    html = functools.partial(HTML, base_url=BASE_URL, url_fetcher=fetcher)
    atexit.register(_engine.cache_clear)  # the fonts' own clean-up fails once the interpreter takes modules apart
    return _Engine(html, CSS(string=faces + css, font_config=fonts), fonts, {}, FatalURLFetchingError)


# -- a sheet as HTML ---------------------------------------------------------------------------------------------------


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


def plain(value: Any) -> str:
    """A value of an answer for people: six digits, nested lists in brackets."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(plain, value)) + "]"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


@functools.cache
def _templates() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.exam"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    markdown = _markdown()
    env.filters |= {
        "markdown": lambda text: Markup(markdown.render(str(text))),
        "inline": lambda text: Markup(markdown.renderInline(str(text))),
        "plain": plain,
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


# -- formulas ----------------------------------------------------------------------------------------------------------


@functools.cache  # the sheets of a class share most of their formulas
def formula(tex: str, display: bool) -> str:
    """A formula as SVG that stands on the baseline and grows with the text around it.

    Raises:
        CourseError: it is no TeX, or has a command, an environment or a character that cannot be set.
    """
    import ziamath.tex

    ziamath.config.svg2 = False  # outlines in place: symbols of two formulas never share an id
    ziamath.config.precision = 2
    try:
        mathml = ET.fromstring(ziamath.tex.tex2mml(tex, inline=not display))
        _sign_minuses(mathml)
        math = ziamath.Math(mathml, size=UNIT, margin=MARGIN)
        svg = math.svg()
    except Exception as e:  # the parser's own errors and its assertions
        raise CourseError(f"formula ${tex}$: {type(e).__name__} {e}".rstrip()) from None
    if problem := _unset(tex, math):
        raise CourseError(f"formula ${tex}$: {problem}")
    width = (math.getsize()[0] + 2 * MARGIN) / UNIT
    style = f"width: {width:.4g}em; vertical-align: {(math.getyofst() - MARGIN) / UNIT:.4g}em"
    data = base64.b64encode(svg.encode()).decode()
    return f'<img style="{style}" alt="{escape(tex)}" src="data:image/svg+xml;base64,{data}">'


def _sign_minuses(mathml: ET.Element) -> None:
    """A minus after an operator or a comma is a sign: it stands close to its number."""
    for parent in mathml.iter():
        before: list[ET.Element] = []
        for node in parent:
            if node.tag.endswith("}mo") and node.text in ("-", "−", "+") and before and _is_operator(before[0]):
                node.set("form", "prefix")
            before = before if node.tag.endswith("}mspace") else [node]


def _is_operator(node: ET.Element) -> bool:
    return node.tag.endswith("}mo") and (node.text or "") not in CLOSING


def _unset(tex: str, math: Any) -> str | None:
    """What ziamath would leave out without a word, or None."""
    tables = 0
    for node in math.mathml.iter():
        tables += node.tag.endswith("mtable")
        text = node.text or ""
        if text.startswith("\\") and len(text) > 1:
            return f"the command {text} is not known"
        if missing := next((c for c in text if c not in INVISIBLE and not math.font.glyphindex(c)), None):
            return f"the font has no {missing!r}"
    if tables < tex.count(r"\begin{"):
        return "an environment is not known"
    return None
