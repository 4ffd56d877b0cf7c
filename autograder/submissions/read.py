"""Reads one submission, whatever people hand in: archive → choose → decode → repair.

Nothing is extracted to disk or executed; sizes are capped while bytes are read, not by what a header claims. A
submission that cannot be read is a `SubmissionError` with a reason code and a sentence for the student; the batch
goes on.
"""

import hashlib
import re
import stat
from pathlib import Path, PurePosixPath
from typing import Any

from autograder import archive
from autograder.archive import unzip
from autograder.errors import SubmissionError
from autograder.files import encodable
from autograder.submissions.find import files_in
from autograder.submissions.notebook import read_notebook
from autograder.submissions.script import read_script
from autograder.submissions.submission import LoadedSubmission, Submission

MAX_BESIDE_FILES, MAX_BESIDE_BYTES, MAX_BESIDE_DEPTH = 1_000, 16 << 20, 20  # what is put beside a notebook


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
        raise SubmissionError(e.reason, encodable(message)) from None


def _load(submission: Submission, assignment: str | None) -> LoadedSubmission:
    path = submission.path
    try:
        if submission.member is not None:
            name = submission.member
            members = unzip(path, name)
            if not members:
                raise SubmissionError("unreadable", f"{name} is a link or is no longer in {path.name}")
            (data,) = members.values()
            files: dict[str, bytes] = {}
            if name.lower().endswith(".zip"):
                files = unzip(data)
                name, data = _choose(files, assignment)
        elif path.is_dir() and not path.is_symlink():
            name, data, files = _read_folder(path, assignment)
        else:
            name, data = path.name, _read_file(path)
            files = {}
            if name.lower().endswith(".zip"):
                files = unzip(data)
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
        data = f.read(archive.MAX_ZIP_BYTES + 1 if path.suffix.lower() == ".zip" else archive.MAX_FILE_BYTES + 1)
    limit = archive.MAX_ZIP_BYTES if path.suffix.lower() == ".zip" else archive.MAX_FILE_BYTES
    if len(data) > limit:
        raise SubmissionError(
            "too-large",
            f"{path.name} is larger than {limit >> 20} MiB; clear the outputs (Kernel > Restart & Clear) and save",
        )
    return data


def _read_folder(folder: Path, assignment: str | None) -> tuple[str, bytes, dict[str, bytes]]:
    """The notebook of a student's folder and the files beside it."""
    files: dict[str, bytes] = {}
    left = archive.MAX_ZIP_BYTES
    for path in sorted(files_in(folder)):
        if path.is_symlink() or not path.is_file():
            continue
        data = _read_file(path)
        left -= len(data)
        if left < 0 or len(files) >= archive.MAX_MEMBERS:
            raise SubmissionError(
                "too-large",
                f"the folder holds more than {archive.MAX_ZIP_BYTES >> 20} MiB or {archive.MAX_MEMBERS} files",
            )
        files[encodable("/".join(path.relative_to(folder).parts))] = data
    zips = [n for n in files if n.lower().endswith(".zip")]
    if len(zips) == 1 and not any(n.lower().endswith((".ipynb", ".py")) for n in files):
        files = unzip(files[zips[0]])
    name, data = _choose(files, assignment)
    return name, data, files


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
