"""Finds submissions on disk and reads them, whatever people hand in.

Nothing is extracted to disk, executed or followed out of the folder; sizes are capped while bytes are read, not by
what a header claims. A submission that cannot be read is a `SubmissionError` with a reason code and a sentence for
the student; the batch goes on.
"""

import hashlib
import io
import json
import re
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import jupytext
import msgspec
import nbformat
import yaml

from autograder.errors import SubmissionError, UsageError

MAX_FILE_BYTES = 64 << 20  # one notebook, outputs included
MAX_ZIP_BYTES = 256 << 20  # all members together
MAX_MEMBERS = 2_000
MAX_RATIO = 200  # decompressed over compressed; honest notebooks stay below 50
MAX_JSON_DEPTH = 100
GRADABLE = (".ipynb", ".py", ".zip")
METADATA_FILES = re.compile(
    r"(submission_metadata\.ya?ml|readme(\.\w+)?|roster.*\.csv"
    r"|.*grades?.*\.csv|__zip_filename__|\.otter_log|otter_export.*)",
    re.I,
)
IGNORED_PARTS = {"__MACOSX", "__pycache__", ".ipynb_checkpoints"}
_CANVAS = re.compile(r"^(?P<student>[\w'.-]+?)(?P<late>_LATE)?_(?P<user>\d+)_(?P<file>\d+)_(?P<name>.+)$", re.I)
_OTTER_TIME = re.compile(r"_\d{4}_\d\d_\d\dT\d\d_\d\d_\d\d_\d+")  # ends the name of an Otter export
_MOODLE = re.compile(r"^(?P<student>.+?)_(?P<user>\d+)_(assignsubmission_\w+|onlinetext)_?(?P<rest>.*)$", re.I)


class Submission(msgspec.Struct, frozen=True):
    """One thing to grade: a file, or a folder that belongs to one student."""

    id: str  # unique in the batch, safe as a file name
    student: str
    path: Path
    member: str | None = None  # a file inside the zip at `path`, when the zip holds a class


class Cell(msgspec.Struct, frozen=True):
    """A cell of the notebook; `index` counts all cells from 0."""

    kind: str  # code, markdown, raw
    source: str
    metadata: dict[str, Any]
    index: int


class LoadedSubmission(msgspec.Struct, frozen=True):
    """A submission that can be graded."""

    cells: tuple[Cell, ...]
    metadata: dict[str, Any]
    files: dict[str, bytes]  # handed in beside the notebook
    sha256: str  # of the handed-in bytes
    notes: tuple[str, ...]
    notebook: Any  # nbformat 4 node, to be written again with outputs


# -- finding ----------------------------------------------------------------------------------------------------------


def find_submissions(paths: Sequence[Path]) -> list[Submission]:
    """All submissions in `paths`: files, folders of them, one folder per student, Canvas, Moodle, Gradescope exports.

    Raises:
        UsageError: a path does not exist, or nothing in it can be a submission.
    """
    found: list[tuple[str, Path, str | None]] = []
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"{path}: no such file or folder")
        one = list(_in_folder(path)) if path.is_dir() else list(_in_file(path))
        if not one:
            raise UsageError(f"{path}: expected notebooks, .py files, zips or one folder per student, found none")
        found += one
    submissions: dict[str, Submission] = {}  # by id in lower case: some file systems see no other
    for student, path, member in sorted(found, key=lambda f: (f[0], str(f[1]), f[2] or "")):
        stem, number = slug(student), 2
        unique = stem
        while unique.lower() in submissions:
            unique, number = f"{stem}-{number}", number + 1
        submissions[unique.lower()] = Submission(unique, _encodable(student), path, member)
    return list(submissions.values())


def slug(text: str) -> str:
    """A file-name-safe form of `text`: letters and digits of any script, `.`, `_`, `-`; at most 133 bytes."""
    plain = unicodedata.normalize("NFC", text)
    safe = re.sub(r"[^\w.-]+", "-", plain).strip("-.") or "submission"
    if len(safe.encode()) > 120:
        safe = safe[:30] + "-" + hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:12]
    return safe


def _encodable(text: str) -> str:
    """`text` with `?` for lone surrogates (odd bytes in a file name, half an escape in JSON): reports are UTF-8."""
    return text.encode("utf-8", "replace").decode()


def student_of(name: str) -> str:
    """The student in a file or folder name: Canvas and Moodle downloads, else the name without its suffix."""
    stem = re.sub(r"\.(ipynb|py|zip)$", "", name, flags=re.I)
    if match := _MOODLE.match(stem):
        return match["student"].strip()
    if match := _canvas(name):
        return match["student"] + (" (late)" if match["late"] else "")
    return stem


def _canvas(name: str) -> re.Match[str] | None:
    """The parts of a Canvas file name; the time in the name of an Otter export is no pair of Canvas ids."""
    return _CANVAS.match(_OTTER_TIME.sub("", name))


def _hidden(path: PurePosixPath | Path) -> bool:
    return path.name.startswith(".") or path.name in IGNORED_PARTS


def _in_file(path: Path) -> Iterator[tuple[str, Path, str | None]]:
    if path.suffix.lower() == ".zip":
        members = _class_members(path)
        if members:
            for member in members:
                yield _member_student(member), path, member
            return
    yield student_of(path.name), path, None


def _class_members(path: Path) -> list[str]:
    """Names in a zip that holds a whole class (a Canvas or Moodle download), else none."""
    try:
        with zipfile.ZipFile(path) as z:
            names = [n for n in z.namelist()[: MAX_MEMBERS + 1] if n.lower().endswith(GRADABLE) and not _skip_member(n)]
    except Exception:  # zipfile raises many kinds on damaged zips; loading it says what is wrong
        return []
    layouts = [
        n for n in names if any(_MOODLE.match(p) for p in PurePosixPath(n).parts) or _canvas(PurePosixPath(n).name)
    ]
    return layouts if len(layouts) == len(names) and len({_member_student(n) for n in names}) > 1 else []


def _member_student(name: str) -> str:
    for part in PurePosixPath(name).parts:
        if _MOODLE.match(part):
            return student_of(part)
    return student_of(PurePosixPath(name).name)


def _skip_member(name: str) -> bool:
    return any(p in IGNORED_PARTS or p.startswith(".") for p in PurePosixPath(name).parts) or name.endswith("/")


def _in_folder(folder: Path) -> Iterator[tuple[str, Path, str | None]]:
    names = _gradescope_names(folder)
    entries = sorted(p for p in folder.iterdir() if not _hidden(p))
    for path in entries:
        if path.is_dir() and not path.is_symlink():
            inside = [
                p
                for p in path.rglob("*")
                if not any(part in IGNORED_PARTS or part.startswith(".") for part in p.relative_to(path).parts)
            ]
            files = [p for p in inside if not p.is_dir()]
            if any(p.name.lower().endswith(GRADABLE) for p in files) or path.name in names or _MOODLE.match(path.name):
                yield names.get(path.name, student_of(path.name)), path, None
            elif files and not all(METADATA_FILES.fullmatch(p.name) for p in files):
                yield student_of(path.name), path, None
        elif not METADATA_FILES.fullmatch(path.name):
            yield from _in_file(path)


def _gradescope_names(folder: Path) -> dict[str, str]:
    """Folder → student of a Gradescope export; the first submitter's SID, email or name."""
    path = folder / "submission_metadata.yml"
    if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
        return {}
    try:
        data = yaml.load(path.read_text(encoding="utf-8", errors="replace"), Loader=_GradescopeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date such as 2024-13-01
        return {}
    names = {}
    for key, entry in data.items() if isinstance(data, dict) else ():
        people = entry.get(":submitters") if isinstance(entry, dict) else None
        people = people if isinstance(people, list) else []
        texts = [str(p.get(":sid") or p.get(":email") or p.get(":name") or "") for p in people if isinstance(p, dict)]
        if any(texts):
            names[str(key)] = "+".join(t for t in texts if t)
    return names


class _GradescopeLoader(yaml.SafeLoader):
    """SafeLoader that reads Ruby's symbols and ignores its tags."""


_GradescopeLoader.add_multi_constructor("!", lambda loader, suffix, node: None)


# -- reading ----------------------------------------------------------------------------------------------------------


def load_submission(submission: Submission, *, assignment: str | None = None) -> LoadedSubmission:
    """Reads a submission.

    Args:
        assignment: the name that the notebook must carry, when it carries one.

    Raises:
        SubmissionError: with a reason code; see the messages below. The message names the file.
    """
    try:
        return _load(submission, assignment)
    except SubmissionError as e:
        name = PurePosixPath(submission.member or submission.path).name
        message = str(e) if name in str(e) else f"{name}: {e}"
        raise SubmissionError(e.reason, _encodable(message)) from None


def _load(submission: Submission, assignment: str | None) -> LoadedSubmission:
    path = submission.path
    try:
        if submission.member is not None:
            name = submission.member
            members = _unzip(path.read_bytes(), {name})
            if not members:
                raise SubmissionError("unreadable", f"{name} is a link or is no longer in {path.name}")
            (data,) = members.values()
            files: dict[str, bytes] = {}
            if name.lower().endswith(".zip"):
                files = _unzip(data)
                name, data = _choose(files, assignment)
        elif path.is_dir() and not path.is_symlink():
            name, data, files = _read_folder(path, assignment)
        else:
            name, data = path.name, _read_file(path)
            files = {}
            if name.lower().endswith(".zip"):
                files = _unzip(data)
                name, data = _choose(files, assignment)
    except OSError as e:
        raise SubmissionError("unreadable", f"{path.name} cannot be read: {e.strerror or e}") from None
    digest = hashlib.sha256(data)
    for other in sorted(files):
        digest.update(f"\0{other}\0".encode("utf-8", "replace") + files[other])
    beside = {n: d for n, d in files.items() if d is not data and not n.lower().endswith((".ipynb", ".zip", ".pdf"))}
    folder = str(PurePosixPath(name).parent)
    if folder != ".":  # what lay beside the notebook lies beside it again
        beside = {n.removeprefix(folder + "/"): d for n, d in beside.items() if n.startswith(folder + "/")}
    usable = _placeable(beside)
    text, notes = _decode(PurePosixPath(name).name, data)
    if len(usable) < len(beside):
        notes.append(f"{len(beside) - len(usable)} files with impossible names were left out")
    if name.lower().endswith(".py"):
        notebook = _script(name, text)
    else:
        notebook, more = _notebook(PurePosixPath(name).name, text)
        notes += more
    _check_assignment(notebook, assignment)
    cells = tuple(Cell(c.cell_type, c.source, dict(c.metadata), i) for i, c in enumerate(notebook.cells))
    if not any(c.kind == "code" and c.source.strip() for c in cells):
        raise SubmissionError("no-code", "the notebook has no code cell; hand in the notebook with your answers, saved")
    return LoadedSubmission(cells, dict(notebook.metadata), usable, digest.hexdigest(), tuple(notes), notebook)


def _placeable(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files that a folder can hold: a zip may name `a` beside `a/b`, or use names longer than a disk takes."""
    folders = {str(p) for n in files for p in PurePosixPath(n).parents}
    return {
        n: d
        for n, d in files.items()
        if n not in folders and len(n.encode()) <= 1_000 and all(len(p.encode()) <= 255 for p in n.split("/"))
    }


def _read_file(path: Path) -> bytes:
    if path.is_symlink():
        raise SubmissionError("unreadable", f"{path.name} is a link, not a file; hand in the notebook itself")
    if not stat.S_ISREG(path.stat().st_mode):
        raise SubmissionError("unreadable", f"{path.name} is not a regular file")
    with path.open("rb") as f:
        data = f.read(MAX_ZIP_BYTES + 1 if path.suffix.lower() == ".zip" else MAX_FILE_BYTES + 1)
    limit = MAX_ZIP_BYTES if path.suffix.lower() == ".zip" else MAX_FILE_BYTES
    if len(data) > limit:
        raise SubmissionError(
            "too-large",
            f"{path.name} is larger than {limit >> 20} MiB; clear the outputs (Kernel > Restart & Clear) and save",
        )
    return data


def _read_folder(folder: Path, assignment: str | None) -> tuple[str, bytes, dict[str, bytes]]:
    """The notebook of a student's folder and the files beside it."""
    files: dict[str, bytes] = {}
    left = MAX_ZIP_BYTES
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if any(p in IGNORED_PARTS or p.startswith(".") for p in parts) or path.is_symlink() or not path.is_file():
            continue
        data = _read_file(path)
        left -= len(data)
        if left < 0 or len(files) >= MAX_MEMBERS:
            raise SubmissionError(
                "too-large", f"the folder holds more than {MAX_ZIP_BYTES >> 20} MiB or {MAX_MEMBERS} files"
            )
        files[_encodable("/".join(parts))] = data
    zips = [n for n in files if n.lower().endswith(".zip")]
    if len(zips) == 1 and not any(n.lower().endswith((".ipynb", ".py")) for n in files):
        files = _unzip(files[zips[0]])
    name, data = _choose(files, assignment)
    return name, data, files


def _unzip(data: bytes, only: set[str] | None = None) -> dict[str, bytes]:
    """Members of a zip in memory, counted while they are decompressed."""
    if not data:
        raise SubmissionError("empty-file", "the file is empty; export it again and check its size before handing in")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except Exception:
        raise SubmissionError(
            "corrupt-zip", "the zip cannot be opened; export it again and hand in the new file"
        ) from None
    if len(infos) > MAX_MEMBERS:
        raise SubmissionError("zip-bomb", f"the zip holds {len(infos)} files; at most {MAX_MEMBERS} are read")
    files: dict[str, bytes] = {}
    total = 0
    for info in infos:
        name = info.filename
        parts = PurePosixPath(name).parts
        if (
            name.startswith(("/", "\\"))
            or ".." in parts
            or "\\" in name
            or re.match(r"^[A-Za-z]:", name)
            or "\0" in name
        ):
            raise SubmissionError("zip-slip", f"the zip holds {name[:100]!r}, which points outside it; export it again")
        if info.is_dir() or _skip_member(name) or stat.S_ISLNK(info.external_attr >> 16) or (only and name not in only):
            continue
        if info.flag_bits & 1:
            raise SubmissionError("encrypted-zip", "the zip is encrypted; hand it in without a password")
        limit = min(MAX_FILE_BYTES, MAX_ZIP_BYTES - total)
        if info.file_size > limit:
            raise SubmissionError("zip-bomb", f"{name[:100]!r} in the zip claims {info.file_size} bytes")
        try:
            with archive.open(info) as f:
                content = f.read(limit + 1)
        except Exception:
            raise SubmissionError("corrupt-zip", f"{name[:100]!r} in the zip is damaged; export it again") from None
        total += len(content)
        suspicious = len(content) > (1 << 20) and len(content) > MAX_RATIO * max(1, info.compress_size)
        if len(content) > limit or suspicious:
            raise SubmissionError("zip-bomb", f"{name[:100]!r} in the zip expands to far more than its size")
        files[str(PurePosixPath(*parts))] = content
    return files


def _choose(files: dict[str, bytes], assignment: str | None) -> tuple[str, bytes]:
    """The notebook (else the script) that is meant among several files."""
    notebooks = [n for n in files if n.lower().endswith(".ipynb")]
    if not notebooks:
        scripts = [
            n
            for n in files
            if n.lower().endswith(".py") and not n.endswith("__init__.py") and not n.startswith("tests/")
        ]
        if len(scripts) == 1:
            return scripts[0], files[scripts[0]]
        what = ", ".join(sorted(files)[:5]) or "nothing"
        raise SubmissionError("no-notebook-in-zip", f"expected one notebook (.ipynb), found {what}")
    if len(notebooks) > 1:
        originals = [n for n in notebooks if not re.search(r"([-_ ]copy\d*|\(\d+\)|-checkpoint)\.ipynb$", n, re.I)]
        named = [n for n in notebooks if assignment and PurePosixPath(n).stem == assignment]
        marked = [n for n in notebooks if assignment and f'"{assignment}"'.encode() in files[n]]
        for choice in (named, marked, originals):
            if len(choice) == 1:
                return choice[0], files[choice[0]]
        raise SubmissionError(
            "several-notebooks",
            f"expected one notebook, found {len(notebooks)}: {', '.join(sorted(notebooks)[:5])}",
        )
    return notebooks[0], files[notebooks[0]]


def _decode(name: str, data: bytes) -> tuple[str, list[str]]:
    """The text of a notebook or script."""
    if not data.strip():
        raise SubmissionError("empty-file", f"{name} is empty; save the notebook, check its size, and hand it in again")
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in (".ipynb", ".py"):
        raise SubmissionError(
            "unsupported-type",
            f"{name}: expected a notebook (.ipynb), a .py file or a zip; hand in the notebook itself",
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), [f"{name} was UTF-16; it was read as such"]
        except UnicodeDecodeError:
            pass
    notes = [f"{name} began with a byte-order mark"] if data.startswith(b"\xef\xbb\xbf") else []
    if data[:4] in (b"PK\x03\x04", b"%PDF"):
        kind = "zip or Office file" if data[:2] == b"PK" else "PDF"
        raise SubmissionError("not-a-notebook", f"{name} is a {kind} with another name; hand in the notebook itself")
    try:
        return data.decode("utf-8-sig"), notes
    except UnicodeDecodeError as e:
        raise SubmissionError(
            "not-utf8", f"{name} is not UTF-8 text: byte {e.start} cannot be read; save it again in Jupyter"
        ) from None


def _script(name: str, text: str) -> Any:
    """A script as a notebook: one cell as in Otter, or its percent cells."""
    if re.search(r"^# %%", text, re.M):
        try:
            return jupytext.reads(text, fmt="py:percent")
        except Exception:
            raise SubmissionError("not-a-notebook", f"{name} has `# %%` marks but cannot be read as cells") from None
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text)])


def _too_deep(text: str) -> bool:
    depth = 0
    # Possessive (`++`, `*+`): no way back into a string, so a cut one of many MiB costs one pass and no memory.
    for mark in re.finditer(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', text, re.S):
        c = mark[0][0]
        if c in "[{":
            depth += 1
            if depth > MAX_JSON_DEPTH:
                return True
        elif c in "]}":
            depth -= 1
    return False


def _notebook(name: str, text: str) -> tuple[Any, list[str]]:
    """A notebook of any format, upgraded and repaired as Jupyter would."""
    if text.lstrip()[:1] == "<":
        raise SubmissionError(
            "not-a-notebook", f"{name} is a web page, not a notebook; download the .ipynb file and hand it in"
        )
    if _too_deep(text):
        raise SubmissionError("bad-json", f"{name} is nested deeper than any notebook")
    try:
        data = json.loads(text)
        if re.search(r"\\u[dD][89a-fA-F]", text):
            text = _encodable(json.dumps(data, ensure_ascii=False))
            data = json.loads(text)
    except (ValueError, RecursionError) as e:
        at = getattr(e, "pos", 0)
        cut = at >= len(text.rstrip()) - 1 or "Unterminated" in str(e)
        reason, what = (
            ("truncated", "ends in the middle: the upload was cut off")
            if cut
            else ("bad-json", f"is damaged near character {at}")
        )
        raise SubmissionError(reason, f"{name} {what}; save the notebook and hand it in again") from None
    if not isinstance(data, dict) or not isinstance(data.get("cells", data.get("worksheets")), list):
        raise SubmissionError("not-a-notebook", f"{name} is JSON, but has no cells; hand in the notebook itself")
    notes = []
    major = data.get("nbformat")
    try:
        if not isinstance(major, int) or isinstance(major, bool):
            notes.append("the notebook did not say its format; it was read as version 4")
            data |= {"nbformat": 4, "nbformat_minor": 5}
            major = 4
        if major < 4:
            notebook = nbformat.convert(nbformat.reader.reads(text), 4)
            notes.append(f"the notebook was in format {major} and was upgraded to 4")
        else:
            notebook = _repair(data, notes)
    except SubmissionError:
        raise
    except Exception as e:
        raise SubmissionError(
            "not-a-notebook", f"{name} is not a valid notebook ({type(e).__name__}); save it again in Jupyter"
        ) from None
    for cell in notebook.cells:
        if not isinstance(cell.get("source"), str) or not isinstance(cell.get("metadata"), dict):
            raise SubmissionError("not-a-notebook", f"{name} has a damaged cell; save it again in Jupyter")
    return notebook, notes


def _repair(data: dict[str, Any], notes: list[str]) -> Any:
    """A valid nbformat 4.5 notebook from what is there; outputs are not needed and are dropped."""
    cells, dropped = [], 0
    for i, raw in enumerate(data["cells"]):
        source = raw.get("source") if isinstance(raw, dict) else None
        if isinstance(source, list) and all(isinstance(s, str) for s in source):
            source = "".join(source)
        kind = raw.get("cell_type") if isinstance(raw, dict) else None
        if not isinstance(source, str) or kind not in ("code", "markdown", "raw"):
            dropped += 1
            continue
        cells.append((kind, source, raw.get("metadata"), f"cell-{i}"))
    if dropped:
        notes.append(f"{dropped} damaged cells were left out")
    try:  # Jupyter's schema once for all cells; cell by cell takes 30 times as long
        return nbformat.v4.new_notebook(
            cells=[_plain_cell(*cell) for cell in cells], metadata=_metadata(data.get("metadata"))
        )
    except nbformat.ValidationError:
        return _with_metadata(nbformat.v4.new_notebook, data.get("metadata"), cells=[_checked_cell(*c) for c in cells])


def _plain_cell(kind: str, source: str, metadata: Any, cell_id: str) -> Any:
    """A cell that nobody has validated yet."""
    cell = nbformat.NotebookNode(id=cell_id, cell_type=kind, source=source, metadata=_metadata(metadata))
    if kind == "code":
        cell.update(execution_count=None, outputs=[])
    return cell


def _checked_cell(kind: str, source: str, metadata: Any, cell_id: str) -> Any:
    """A cell, without its metadata where Jupyter's schema refuses them."""
    make = {
        "code": nbformat.v4.new_code_cell,
        "markdown": nbformat.v4.new_markdown_cell,
        "raw": nbformat.v4.new_raw_cell,
    }
    cell = _with_metadata(make[kind], metadata, source=source)
    cell.id = cell_id
    return cell


def _metadata(x: Any) -> Any:
    return nbformat.from_dict(x) if isinstance(x, dict) else nbformat.NotebookNode()


def _with_metadata(make: Callable[..., Any], metadata: Any, **parts: Any) -> Any:
    """A notebook or cell with its metadata, or without where Jupyter's schema refuses them."""
    try:
        return make(**parts, metadata=_metadata(metadata))
    except nbformat.ValidationError:
        return make(**parts)


def _check_assignment(notebook: Any, assignment: str | None) -> None:
    otter = notebook.metadata.get("otter")
    name = otter.get("assignment_name") if isinstance(otter, dict) else None
    if assignment and isinstance(name, str) and name != assignment:
        raise SubmissionError(
            "wrong-assignment",
            f"this is a notebook of {name[:80]!r}, not of {assignment!r}; hand in the right one",
        )
