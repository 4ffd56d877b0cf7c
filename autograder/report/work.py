"""What was handed in, as a page shows it beside the verdicts: sources as typed, pictures and tables made inert.

A student sees the answers to each question and their plots; staff the whole notebook as it ran, and what was expected.
Everything is within caps: a page opens on a phone, whatever a notebook draws.
"""

import base64
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup

from autograder.report.inert import inert_output
from autograder.report.text import visible

SOURCE_CHARS = 6_000  # of one cell; of one output
TEXT_CHARS = 300_000  # of all sources and texts on a page
PICTURE_CHARS = 4 << 20  # of all pictures on a page, as base64
PIXELS = 25_000_000  # of one picture: a small file can unfold to gigabytes
CELLS = 20  # of one question


class Shown(msgspec.Struct, frozen=True):
    """A cell as a page shows it."""

    number: int  # n of its `In [n]`; 0: it does not run
    kind: str  # code, markdown, raw
    source: str
    outputs: Sequence[dict[str, Any]] = ()  # of our run
    role: str = "own"  # "untouched": an answer cell as it was handed out; "course": any other cell as it was


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """All that a page shows of what was handed in, and of what was asked.

    Args:
        file: what was graded. handed_in: when it came, where that is known.
        contact: to whom a student objects.
        asked: question → its text, Markdown of the course.
        answers: question → the student's cells, and cells of the course in its section that drew something.
        cells: the whole notebook. expected: question → the right answer. Both for staff.
        notebook: a notebook with outputs was written.
    """

    file: str = ""
    handed_in: str = ""
    contact: str = ""
    asked: Mapping[str, str] = {}
    answers: Mapping[str, Sequence[Shown]] = {}
    cells: Sequence[Shown] = ()
    expected: Mapping[str, str] = {}
    notebook: bool = False


class Part(NamedTuple):
    """Something to show of a cell: a picture (a `data:` URL), a table (HTML of ours), text, or a remark of ours."""

    kind: str
    value: str


class Room:
    """What a page may still hold."""

    def __init__(self) -> None:
        self.texts, self.pictures = TEXT_CHARS, PICTURE_CHARS

    def text(self, text: str) -> str:
        """The text, or as much of it as there is room for."""
        shown = visible(text, min(SOURCE_CHARS, max(0, self.texts)))
        self.texts -= len(shown)
        return shown

    def parts(self, cell: Shown, *, only_pictures: bool) -> list[Part]:
        """What a cell showed."""
        found = []
        for output in cell.outputs:
            inert = inert_output(output)
            if inert is None:
                continue
            data = inert.get("data", {})
            if "image/png" in data:
                found.append(self.picture("".join(data["image/png"].split())))
            elif only_pictures:
                continue
            elif "text/html" in data and len(data["text/html"]) <= min(self.texts, 4 * SOURCE_CHARS):
                self.texts -= len(data["text/html"])
                found.append(Part("table", Markup(data["text/html"])))  # built by table_html, cell by cell
            elif text := self.text(
                inert.get("text") or data.get("text/plain") or "\n".join(inert.get("traceback", ()))
            ):
                found.append(Part("text", text))
        return found

    def picture(self, data: str) -> Part:
        """A PNG of a size that a browser can draw, as long as there is room."""
        if not 0 < _pixels(data) <= PIXELS:
            return Part("remark", "A picture is left out: it is damaged, or has too many points.")
        if len(data) > self.pictures:
            return Part("remark", "A picture is left out: this page has no room for more. It is in the notebook.")
        self.pictures -= len(data)
        return Part("picture", f"data:image/png;base64,{data}")


def _pixels(data: str) -> int:
    """Width times height by the head of a PNG; 0 when there is none."""
    try:
        head = base64.b64decode(data[:44], validate=True)
    except ValueError:
        return 0
    if len(head) < 24 or head[12:16] != b"IHDR":
        return 0
    return int.from_bytes(head[16:20], "big") * int.from_bytes(head[20:24], "big")


def answer_views(cells: Sequence[Shown], room: Room) -> list[dict[str, Any]]:
    """The cells of an answer for a template: sources and pictures."""
    views = []
    for cell in cells[:CELLS]:
        parts = room.parts(cell, only_pictures=True)
        if cell.role != "course" or parts:
            views.append(
                {"cell": cell, "source": "" if cell.role == "course" else room.text(cell.source), "parts": parts}
            )
    return views


def notebook_views(cells: Sequence[Shown], room: Room) -> tuple[list[dict[str, Any]], int]:
    """The notebook for a template, as far as there is room, and how many cells are left out."""
    views: list[dict[str, Any]] = []
    for cell in cells:
        if room.texts <= 0:
            break
        parts = room.parts(cell, only_pictures=False)
        views.append({"cell": cell, "source": room.text(cell.source), "parts": parts})
    return views, len(cells) - len(views)
