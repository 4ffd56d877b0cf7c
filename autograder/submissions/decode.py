"""What names of files mean, and the text of a notebook or script, whatever wrote it."""

import codecs
import re
from pathlib import PurePosixPath

from autograder.errors import SubmissionError

CODING = re.compile(rb"\A(?:[^\n]*\n)?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")  # PEP 263
SLOW = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "rot13")  # no encodings of files

GRADABLE = re.compile(r"\.(ipynb|py|zip|(ipynb|py)\.(json|txt))$", re.I)
COPIES = re.compile(
    r"^((copy|kopie|copie|copia) (of|von|de) )+|[-_ ]*(copy|kopie)[-_ ]?\d*$|[ _]?\(\w+\)$|-checkpoint$", re.I
)


def kind_of(name: str) -> str:
    """What a file is read as: `.ipynb`, `.py`, or its own suffix. Browsers save `lab.ipynb.json` or `.txt`."""
    match = re.search(r"\.(ipynb|py)(?:\.(?:json|txt))?$", name, re.I)
    return f".{match[1].lower()}" if match else PurePosixPath(name).suffix.lower()


def base_name(name: str) -> str:
    """A notebook's name without what browsers, systems and people add to copies.

    >>> {base_name(n) for n in ("lab.ipynb", "Copy of lab.ipynb", "lab (1).ipynb", "lab-Copy2.ipynb")}
    {'lab'}
    """
    stem = GRADABLE.sub("", PurePosixPath(name).name[-300:])
    while (shorter := COPIES.sub("", GRADABLE.sub("", stem)).strip()) not in (stem, ""):
        stem = shorter
    return stem


def decode(name: str, data: bytes) -> tuple[str, list[str]]:
    """The text, and what was repaired.

    Raises:
        SubmissionError: empty, of another type, or in an encoding that is not said.
    """
    if not data.strip():
        raise SubmissionError("empty-file", f"{name} is empty; save the notebook, check its size, and hand it in again")
    kind = kind_of(name)
    if kind not in (".ipynb", ".py"):
        raise SubmissionError(
            "unsupported-type",
            f"{name}: expected a notebook (.ipynb), a .py file or a zip; hand in the notebook itself",
        )
    notes = [] if name.lower().endswith(kind) else [f"{name} was read as {kind}"]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), [*notes, f"{name} was UTF-16; it was read as such"]
        except UnicodeDecodeError:
            pass
    if data.startswith(b"\xef\xbb\xbf"):
        notes.append(f"{name} began with a byte-order mark")
    if data[:4] in (b"PK\x03\x04", b"%PDF"):
        what = "zip or Office file" if data[:2] == b"PK" else "PDF"
        raise SubmissionError("not-a-notebook", f"{name} is a {what} with another name; hand in the notebook itself")
    said = CODING.match(data[:1_000]) if kind == ".py" and not data.isascii() else None
    if said is not None and (encoding := said[1].decode("latin-1")).lower().replace("_", "-") not in ("utf-8", "utf8"):
        return _as_said(name, data, encoding), [*notes, f"{name} was read as {encoding}, as it says"]
    try:
        return data.decode("utf-8-sig"), notes
    except UnicodeDecodeError as e:
        raise SubmissionError(
            "not-utf8", f"{name} is not UTF-8 text: byte {e.start} cannot be read; save it again in Jupyter"
        ) from None


def _as_said(name: str, data: bytes, encoding: str) -> str:
    """The text of a script that names its encoding."""
    try:
        codec = codecs.lookup(encoding)
        if codec.name.replace("-", "_") in SLOW:
            raise LookupError
        return data.decode(encoding)
    except (LookupError, ValueError):
        raise SubmissionError(
            "not-utf8", f"{name} says that it is {encoding[:40]!r} but cannot be read so; save it again as UTF-8"
        ) from None
