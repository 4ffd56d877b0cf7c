"""Finds submissions on disk and reads them, whatever people hand in.

Nothing is extracted to disk, executed or followed out of the folder; sizes are capped while bytes are read, not by
what a header claims. A submission that cannot be read is a `SubmissionError` with a reason code and a sentence for
the student; the batch goes on.
"""

import hashlib
import io
import os
import re
import stat
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
import yaml

from autograder.decoding import Cell as Cell
from autograder.decoding import read_notebook, read_script
from autograder.errors import SubmissionError, UsageError

MAX_FILE_BYTES = 64 << 20  # one notebook, outputs included
MAX_ZIP_BYTES = 256 << 20  # all members together
MAX_MEMBERS = 2_000
MAX_DEPTH, MAX_PATH_BYTES = 50, 3_500  # of folders in a submission on disk; Linux takes paths of 4,095 bytes
MAX_BESIDE_FILES, MAX_BESIDE_BYTES, MAX_BESIDE_DEPTH = 1_000, 16 << 20, 20  # what is put beside a notebook
MAX_RATIO = 200  # decompressed over compressed; honest notebooks stay below 50
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
    notes: tuple[str, ...] = ()  # of finding it, for the report


class LoadedSubmission(msgspec.Struct, frozen=True):
    """A submission that can be graded."""

    cells: tuple[Cell, ...]
    metadata: dict[str, Any]
    files: dict[str, bytes]  # handed in beside the notebook
    sha256: str  # of the handed-in bytes
    notes: tuple[str, ...]
    notebook: Any  # the same cells in format 4, to be written again with outputs


# -- finding ----------------------------------------------------------------------------------------------------------


def find_submissions(paths: Sequence[Path], on_ignored: Callable[[Path], None] = lambda path: None) -> list[Submission]:
    """All submissions in `paths`: files, folders of them, one folder per student, Canvas, Moodle, Gradescope exports.

    A zip holds a class only when it is all that is named: who zips a folder chooses the names in it, so a zip in a
    folder, in a zip or among others is one submission. Files that claim the same student are all listed, each with an
    id of its own and a note.

    Args:
        on_ignored: called with each file that is none: READMEs, class lists, hidden files.

    Raises:
        UsageError: a path does not exist, or nothing in it can be a submission.
    """
    found: list[tuple[str, Path, str | None]] = []
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"{path}: no such file or folder")
        if path.is_dir():
            one = list(_in_folder(path, on_ignored))
        elif len(paths) == 1 and path.suffix.lower() == ".zip":
            one = [(_member_student(m), path, m) for m in _class_members(path, on_ignored)]
        else:
            one = []
        if not one and not path.is_dir():
            one = [(student_of(path.name), path, None)]
        if not one:
            raise UsageError(f"{path}: expected notebooks, .py files, zips or one folder per student, found none")
        found += one
    claims = Counter(_claim(student) for student, _, _ in found)
    submissions: dict[str, Submission] = {}  # by id as the least exact file system sees it
    for student, path, member in sorted(found, key=lambda f: (f[0], str(f[1]), f[2] or "")):
        stem, number = slug(student), 2
        unique = stem
        while _claim(unique) in submissions:
            unique, number = f"{stem}-{number}", number + 1
        notes: tuple[str, ...] = ()
        if (count := claims[_claim(student)]) > 1:
            name = PurePosixPath(member or path).name
            notes = (_encodable(f"{count} files say that they are {student[:80]!r}'s; this is {name[:80]!r}"),)
        submissions[_claim(unique)] = Submission(unique, _encodable(student), path, member, notes)
    return list(submissions.values())


def _claim(student: str) -> str:
    """A student's name without what nobody sees: case, width, normal form, zero-width characters, ` (late)`."""
    seen = "".join(
        c for c in unicodedata.normalize("NFKC", student) if unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(unicodedata.normalize("NFKC", seen.casefold()).split()).removesuffix(" (late)")


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


def _ignorable(name: str) -> bool:
    """Whether a file of a download is no submission; whatever can be graded is one, however it is called."""
    return METADATA_FILES.fullmatch(name) is not None and not name.lower().endswith(GRADABLE)


def _class_members(path: Path, on_ignored: Callable[[Path], None]) -> list[str]:
    """The files of a zip that holds a whole class (a Canvas or Moodle download), else none: of each student what can
    be graded, or one file that cannot."""
    try:
        with zipfile.ZipFile(path) as z:
            names = [n for n in z.namelist() if not _skip_member(n)]
    except Exception:  # zipfile raises many kinds on damaged zips; loading it says what is wrong
        return []
    ignored = [n for n in names if _ignorable(PurePosixPath(n).name)]
    names = [n for n in names if n not in {*ignored}]
    layouts = [
        n for n in names if any(_MOODLE.match(p) for p in PurePosixPath(n).parts) or _canvas(PurePosixPath(n).name)
    ]
    students: dict[str, list[str]] = {}
    for name in names:
        students.setdefault(_member_student(name), []).append(name)
    if len(layouts) < len(names) or len(students) < 2:
        return []
    for name in ignored:
        on_ignored(path / name)
    return [n for own in students.values() for n in ([m for m in own if m.lower().endswith(GRADABLE)] or own[:1])]


def _member_student(name: str) -> str:
    for part in PurePosixPath(name).parts:
        if _MOODLE.match(part):
            return student_of(part)
    return student_of(PurePosixPath(name).name)


def _skip_member(name: str) -> bool:
    return any(p in IGNORED_PARTS or p.startswith(".") for p in PurePosixPath(name).parts) or name.endswith("/")


def _in_folder(folder: Path, on_ignored: Callable[[Path], None]) -> Iterator[tuple[str, Path, str | None]]:
    names = _gradescope_names(folder)
    for path in sorted(folder.iterdir()):
        if path.name in IGNORED_PARTS:
            continue
        if _hidden(path):
            on_ignored(path)
        elif path.is_dir() and not path.is_symlink():
            files = list(files_in(path))
            if any(p.name.lower().endswith(GRADABLE) for p in files) or path.name in names or _MOODLE.match(path.name):
                yield names.get(path.name, student_of(path.name)), path, None
            elif files and not all(_ignorable(p.name) for p in files):
                yield student_of(path.name), path, None
            else:
                on_ignored(path)
        elif _ignorable(path.name):
            on_ignored(path)
        else:
            yield student_of(path.name), path, None


def files_in(folder: Path) -> Iterator[Path]:
    """What lies in a folder and its folders and is not hidden, however deep they go: `rglob` recurses."""
    waiting = [(folder, 0)]
    while waiting:
        place, depth = waiting.pop()
        for path in sorted(place.iterdir()):
            if _hidden(path):
                continue
            if path.is_dir() and not path.is_symlink():
                if depth < MAX_DEPTH and len(os.fsencode(path)) < MAX_PATH_BYTES:
                    waiting.append((path, depth + 1))
            else:
                yield path


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
            members = _unzip(path, name)
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
    usable = _fitting(beside)
    text, notes = _decode(PurePosixPath(name).name, data)
    if left := sorted(beside.keys() - usable.keys()):
        some = ", ".join(repr(n[:60]) for n in left[:5]) + (" …" if len(left) > 5 else "")
        notes.append(
            f"{len(left)} files beside the notebook were left out ({some}): at most {MAX_BESIDE_FILES} files, "
            f"{MAX_BESIDE_BYTES >> 20} MiB and {MAX_BESIDE_DEPTH} levels of folders are kept"
        )
    found = read_script(text) if name.lower().endswith(".py") else read_notebook(PurePosixPath(name).name, text)
    _check_assignment(found.metadata, assignment)
    if not any(c.kind == "code" and c.source.strip() for c in found.cells):
        raise SubmissionError("no-code", "the notebook has no code cell; hand in the notebook with your answers, saved")
    said = (*submission.notes, *notes, *found.notes)
    return LoadedSubmission(found.cells, found.metadata, usable, digest.hexdigest(), said, found.notebook())


def _fitting(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files that are put beside the notebook, the smallest first: within the caps, and such as a folder can hold
    (a zip may name `a` beside `a/b`, or use names longer than a disk takes)."""
    folders = {str(p) for n in files if n.count("/") < MAX_BESIDE_DEPTH for p in PurePosixPath(n).parents}
    kept: dict[str, bytes] = {}
    left = MAX_BESIDE_BYTES
    for name, data in sorted(files.items(), key=lambda f: (len(f[1]), f[0])):
        fits = name not in folders and len(name.encode()) <= 1_000 and name.count("/") < MAX_BESIDE_DEPTH
        if not fits or any(len(p.encode()) > 255 for p in name.split("/")):
            continue
        if len(kept) == MAX_BESIDE_FILES or len(data) > left:
            break
        kept[name] = data
        left -= len(data)
    return {name: data for name, data in files.items() if name in kept}


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
    for path in sorted(files_in(folder)):
        if path.is_symlink() or not path.is_file():
            continue
        data = _read_file(path)
        left -= len(data)
        if left < 0 or len(files) >= MAX_MEMBERS:
            raise SubmissionError(
                "too-large", f"the folder holds more than {MAX_ZIP_BYTES >> 20} MiB or {MAX_MEMBERS} files"
            )
        files[_encodable("/".join(path.relative_to(folder).parts))] = data
    zips = [n for n in files if n.lower().endswith(".zip")]
    if len(zips) == 1 and not any(n.lower().endswith((".ipynb", ".py")) for n in files):
        files = _unzip(files[zips[0]])
    name, data = _choose(files, assignment)
    return name, data, files


def _unzip(source: bytes | Path, only: str | None = None) -> dict[str, bytes]:
    """Members of a zip in memory, counted while they are decompressed; `only` that one of a class."""
    if not source:
        raise SubmissionError("empty-file", "the file is empty; export it again and check its size before handing in")
    # A zip's list is built before it can be counted: 256 MiB of it would be 2 GiB of objects.
    if isinstance(source, bytes) and source.count(b"PK\1\2") > 50 * MAX_MEMBERS:
        raise SubmissionError("zip-bomb", f"the zip holds far more than {MAX_MEMBERS} files; hand in your own alone")
    try:
        archive = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        infos = [i for i in archive.infolist() if only is None or i.filename == only]
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
        if info.is_dir() or _skip_member(name) or stat.S_ISLNK(info.external_attr >> 16):
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


def _check_assignment(metadata: dict[str, Any], assignment: str | None) -> None:
    otter = metadata.get("otter")
    name = otter.get("assignment_name") if isinstance(otter, dict) else None
    if assignment and isinstance(name, str) and name != assignment:
        raise SubmissionError(
            "wrong-assignment",
            f"this is a notebook of {name[:80]!r}, not of {assignment!r}; hand in the right one",
        )
