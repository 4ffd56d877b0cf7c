"""The text of a notebook as cells, whatever it holds.

Only the sources and metadata of cells are built, each within its cap; outputs are passed over. Every step is one pass:
time and memory follow the size of the file, never its content.
"""

import re
from typing import Any

import msgspec

from autograder.errors import SubmissionError
from autograder.submissions.submission import Cell, Decoded

MAX_CELLS = 5_000
MAX_SOURCE_BYTES = 16 << 20  # of all cells together: a picture pasted into the text is a few MiB
MAX_METADATA_BYTES = 8 << 20  # of all cells and the notebook: exams carry their public tests there, about 1 MiB
MAX_METADATA_VALUES = 100_000
MAX_METADATA_DEPTH = 60


class Budget:
    """What the cells of one file may still hold."""

    def __init__(self) -> None:
        self.cell_count, self.source_bytes = MAX_CELLS, MAX_SOURCE_BYTES
        self.metadata_bytes, self.values = MAX_METADATA_BYTES, MAX_METADATA_VALUES

    def take_cells(self, count: int) -> None:
        self.cell_count -= count
        if self.cell_count < 0:
            raise SubmissionError("too-heavy", f"expected at most {MAX_CELLS} cells, found more; remove empty ones")

    def take_source(self, size: int) -> None:
        self.source_bytes -= size
        if self.source_bytes < 0:
            raise SubmissionError(
                "too-heavy",
                f"expected at most {MAX_SOURCE_BYTES >> 20} MiB of text in all cells, found more; remove pasted data",
            )

    def take_metadata(self, data: bytes) -> None:
        self.metadata_bytes -= len(data)
        if self.metadata_bytes >= 0:
            self.values -= _values(data, self.values)
        if min(self.metadata_bytes, self.values) < 0:
            raise SubmissionError(
                "too-heavy",
                f"expected metadata of at most {MAX_METADATA_BYTES >> 20} MiB, {MAX_METADATA_VALUES} values and "
                f"{MAX_METADATA_DEPTH} levels, found more; copy your answers into the notebook that was given out",
            )


class _Notebook(msgspec.Struct):
    """The parts of a notebook file that are read."""

    cells: msgspec.Raw = msgspec.Raw()
    worksheets: msgspec.Raw = msgspec.Raw()  # which hold the cells before format 4
    metadata: msgspec.Raw = msgspec.Raw()
    nbformat: msgspec.Raw = msgspec.Raw()


class _Known(msgspec.Struct):
    """What graders and Jupyter need of a notebook's metadata; the state of widgets alone can be many MiB."""

    autograder: msgspec.Raw = msgspec.Raw()
    otter: msgspec.Raw = msgspec.Raw()
    kernelspec: msgspec.Raw = msgspec.Raw()
    language_info: msgspec.Raw = msgspec.Raw()


class _Item(msgspec.Struct, gc=False):
    """A cell of which nothing is kept: 24 bytes for each `{},` of a file with millions of them."""


class _Row(msgspec.Struct):
    """The parts of a cell that are read."""

    cell_type: msgspec.Raw = msgspec.Raw()
    source: msgspec.Raw = msgspec.Raw()
    input: msgspec.Raw = msgspec.Raw()  # the source of code before format 4
    metadata: msgspec.Raw = msgspec.Raw()


_NOTEBOOK, _KNOWN = msgspec.json.Decoder(_Notebook), msgspec.json.Decoder(_Known)
_ROW = msgspec.json.Decoder(_Row)
_COUNT = msgspec.json.Decoder(list[_Item | int | float | bool | str | None])
_ARRAY, _SOURCE = msgspec.json.Decoder(list[msgspec.Raw]), msgspec.json.Decoder(str | list[str])
_KINDS = {
    b'"code"': "code",
    b'"markdown"': "markdown",
    b'"raw"': "raw",
    b'"html"': "markdown",
    b'"heading"': "markdown",
}
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?+|[\[\]{},]', re.S)
_HALF = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.S
)
_NO_NUMBER = re.compile(r'"(?:[^"\\]++|\\.)*+"?+|(?P<what>\bNaN\b|-?\bInfinity\b)', re.S)


def read_notebook(name: str, text: str) -> Decoded:
    """A notebook of any format, repaired as far as its answers go.

    Raises:
        SubmissionError: no notebook, damaged, or more than the caps above.
    """
    if text.lstrip()[:1] == "<":
        raise SubmissionError(
            "not-a-notebook", f"{name} is a web page, not a notebook; download the .ipynb file and hand it in"
        )
    budget = Budget()
    try:
        raw = _parsed(text)
        old = _start(raw.cells) != b"["
        rows = _old_rows(raw.worksheets, budget) if old else _array(raw.cells, budget)
        metadata = _notebook_metadata(raw.metadata, budget)
        major = bytes(raw.nbformat)
        if rows is None or (old and major == b"4"):
            raise SubmissionError("not-a-notebook", f"{name} is JSON, but has no cells; hand in the notebook itself")
        found = [_cell(row, budget) for row in rows]
    except msgspec.ValidationError:
        raise SubmissionError(
            "not-a-notebook", f"{name} is JSON, but no notebook; hand in the notebook itself"
        ) from None
    except RecursionError:
        raise SubmissionError("bad-json", f"{name} is nested deeper than any notebook") from None
    except msgspec.DecodeError as e:
        raise _damaged(name, text, str(e)) from None
    notes = []
    if not re.fullmatch(rb"\d{1,9}", major):
        notes.append("the notebook did not say its format; it was read as version 4")
    elif int(major) < 4:
        notes.append(f"the notebook was in format {int(major)} and was upgraded to 4")
    whole = [cell for cell in found if cell is not None]
    if len(whole) < len(found):
        notes.append(f"{len(found) - len(whole)} damaged cells were left out")
    return Decoded(tuple(Cell(*cell, i) for i, cell in enumerate(whole)), metadata, tuple(notes))


def _parsed(text: str) -> _Notebook:
    """The file; what only Python takes for JSON (NaN, half a character) is replaced where there is any."""
    try:
        return _NOTEBOOK.decode(text)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        plain = text
        if re.search(r"\\u[dD][89a-fA-F]", text):
            plain = _HALF.sub(lambda m: "?" if m["half"] else m[0], plain)
        plain = _NO_NUMBER.sub(lambda m: "null" if m["what"] else m[0], plain)
        if plain == text:
            raise
        return _NOTEBOOK.decode(plain)


def _damaged(name: str, text: str, what: str) -> SubmissionError:
    place = re.search(r"byte (\d+)", what)
    if place is None or int(place[1]) >= len(text.rstrip().encode()) - 1:
        reason, what = "truncated", "ends in the middle: the upload was cut off"
    else:
        reason, what = "bad-json", f"is damaged near byte {place[1]}"
    return SubmissionError(reason, f"{name} {what}; save the notebook and hand it in again")


def _start(raw: msgspec.Raw) -> bytes:
    return bytes(memoryview(raw)[:1])


def _array(raw: msgspec.Raw, budget: Budget) -> list[msgspec.Raw] | None:
    """The items of a JSON array, counted before anything is made of them; None when it is no array."""
    if _start(raw) != b"[":
        return None
    budget.take_cells(len(_COUNT.decode(raw)))
    return _ARRAY.decode(raw)


def _old_rows(worksheets: msgspec.Raw, budget: Budget) -> list[msgspec.Raw] | None:
    """The cells of all worksheets of a notebook before format 4."""
    sheets = _array(worksheets, budget)
    if sheets is None:
        return None
    inside = [_NOTEBOOK.decode(sheet).cells for sheet in sheets if _start(sheet) == b"{"]
    return [row for cells in inside for row in _array(cells, budget) or ()]


def _values(data: bytes, most: int) -> int:
    """How many values a text of JSON holds; more than `most` when it is nested too deeply."""
    depth = count = 0
    for token in _TOKEN.finditer(data):
        c = token[0][:1]
        if c in b"[{":
            depth += 1
            count += 1
        elif c in b"]}":
            depth -= 1
        elif c == b",":
            count += 1
        if count > most or depth > MAX_METADATA_DEPTH:
            return most + 1
    return count


def _cell(row: msgspec.Raw, budget: Budget) -> tuple[str, str, dict[str, Any]] | None:
    """Kind, source and metadata; None for what is no cell."""
    try:
        raw = _ROW.decode(row)
        text = raw.source if _start(raw.source) else raw.input
        budget.take_source(len(memoryview(text)))
        kind, source = _KINDS[bytes(memoryview(raw.cell_type)[:20])], _SOURCE.decode(text)
    except (msgspec.ValidationError, KeyError):
        return None
    return kind, source if isinstance(source, str) else "".join(source), for_jupyter(_decoded(raw.metadata, budget))


def _notebook_metadata(raw: msgspec.Raw, budget: Budget) -> dict[str, Any]:
    if _start(raw) != b"{":
        return {}
    known = _KNOWN.decode(raw)
    parts = {name: _decoded(getattr(known, name), budget) for name in _Known.__struct_fields__}
    return for_jupyter({name: part for name, part in parts.items() if part})


def _decoded(raw: msgspec.Raw, budget: Budget) -> dict[str, Any]:
    """An object of metadata, empty for anything else."""
    if _start(raw) != b"{":
        return {}
    data = bytes(raw)
    budget.take_metadata(data)
    try:
        found: dict[str, Any] = msgspec.json.decode(data)
    except msgspec.ValidationError:  # a number that no machine holds
        return {}
    return found


# -- Jupyter's schema -------------------------------------------------------------------------------------------------


def _texts(x: Any) -> bool:
    return isinstance(x, dict) and all(isinstance(v, str) for v in x.values())


def _tags(x: Any) -> bool:
    return isinstance(x, list) and all(isinstance(t, str) and t and "," not in t for t in x) and len({*x}) == len(x)


def _kernelspec(x: Any) -> bool:
    return isinstance(x, dict) and isinstance(x.get("name"), str) and isinstance(x.get("display_name"), str)


def _language(x: Any) -> bool:
    if not isinstance(x, dict) or not isinstance(x.get("name"), str):
        return False
    texts = ("file_extension", "mimetype", "pygments_lexer")
    return all(isinstance(x.get(k, ""), str) for k in texts) and isinstance(x.get("codemirror_mode", ""), str | dict)


_SCHEMA = {
    "tags": _tags,
    "name": lambda x: isinstance(x, str) and re.search(r"^.+$", x) is not None,
    "jupyter": lambda x: isinstance(x, dict),
    "execution": _texts,
    "collapsed": lambda x: isinstance(x, bool),
    "scrolled": lambda x: isinstance(x, bool) or x == "auto",
    "format": lambda x: isinstance(x, str),
    "kernelspec": _kernelspec,
    "language_info": _language,
}


def for_jupyter(metadata: dict[str, Any]) -> dict[str, Any]:
    """Metadata without what Jupyter's schema refuses (nbformat's own check takes a second for a thousand cells)."""
    return {k: v for k, v in metadata.items() if k not in _SCHEMA or _SCHEMA[k](v)}
