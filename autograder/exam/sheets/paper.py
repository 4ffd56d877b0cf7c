"""The printed version of a sheet and its key: HTML (page.py) to PDF (WeasyPrint), formulas as SVG.

The text is the course's own; names come from a roster and are escaped by the templates. Nothing is fetched: pictures
are `data:` URIs, and the fonts are those that matplotlib ships (STIX, DejaVu), which cover mathematics and Greek.
"""

import atexit
import contextlib
import functools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import CourseError, UsageError
from autograder.exam.sheets.exam import Exam, Sheet
from autograder.exam.sheets.page import paper_html
from autograder.exam.sheets.template import Template
from autograder.files import write_atomic
from autograder.handin.roster import file_part

INSTALL = "`apt-get install libpango-1.0-0 libpangoft2-1.0-0` and `pip install judged-notebooks[paper]`"
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
        path = folder / f"{exam.name}-{file_part(sheet.student)}{'-key' if solved else ''}.pdf"
        html = paper_html(exam, template, sheet, person, solved=solved)
        try:
            document = engine.html(string=html).render(
                stylesheets=[engine.style], font_config=engine.fonts, cache=engine.images
            )
        except engine.refused as e:
            what = str(e).replace(BASE_URL, "")
            raise CourseError(f"{exam.folder}: {what}: on paper pictures are data: URIs; nothing is fetched") from None
        with _same_date():
            pdf = document.write_pdf()
        write_atomic(path, pdf)
        if solved:
            path.chmod(0o600)


@contextlib.contextmanager
def _same_date() -> Iterator[None]:
    """One date in all embedded fonts: where HarfBuzz-Subset is missing, fontTools cuts them and stamps the second."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    try:
        yield
    finally:
        if given is None:
            del os.environ["SOURCE_DATE_EPOCH"]


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
