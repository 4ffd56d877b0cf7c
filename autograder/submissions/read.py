"""Reads one submission, whatever people hand in: archive → choose → decode → repair.

Nothing is extracted to disk or executed; sizes are capped while bytes are read, not by what a header claims. A
submission that cannot be read is a `SubmissionError` with a reason code and a sentence for the student; the batch
goes on.
"""

import hashlib
import re
import stat
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from autograder import archive
from autograder.archive import unzip
from autograder.errors import SubmissionError
from autograder.files import encodable
from autograder.submissions.choose import assignment_of, choose
from autograder.submissions.decode import decode, kind_of
from autograder.submissions.find import files_in
from autograder.submissions.notebook import read_notebook
from autograder.submissions.script import read_script
from autograder.submissions.submission import LoadedSubmission, Part, Submission

MAX_BESIDE_FILES, MAX_BESIDE_BYTES, MAX_BESIDE_DEPTH = 1_000, 16 << 20, 20  # what is put beside a notebook
MAX_ZIPS_DEEP = 3  # zips in zips
AGAIN = re.compile(r"-\d{1,2}(?=\.\w+$)")  # what Canvas adds to the name of a file that is handed in again


def load_submission(
    submission: Submission, *, assignment: str | None = None, given: Collection[str] = ()
) -> LoadedSubmission:
    """Reads a submission.

    Args:
        assignment: the name that the notebook must carry, when it carries one.
        given: sources of the code cells that were handed out, where they are known: of several notebooks, the one that
            differs from them is graded.

    Raises:
        SubmissionError: with a reason code; see the messages below. The message names the file.
    """
    try:
        return _load(submission, assignment, given)
    except SubmissionError as e:
        name = PurePosixPath(submission.member or submission.path).name
        message = str(e) if name in str(e) or submission.nothing or submission.parts else f"{name}: {e}"
        raise SubmissionError(e.reason, encodable(message)) from None


def _load(submission: Submission, assignment: str | None, given: Collection[str]) -> LoadedSubmission:
    if submission.nothing:
        raise SubmissionError("nothing-handed-in", submission.nothing)
    try:
        files, orders, places = _gathered(submission)
    except OSError as e:
        name = submission.path.name
        raise SubmissionError("unreadable", f"{name} cannot be read: {e.strerror or e}") from None
    handed_in = submission.member or submission.path.name
    alone = not (submission.parts or submission.path.is_dir() or handed_in.lower().endswith(".zip"))
    name, versions = (next(iter(files)), set()) if alone else choose(files, orders, assignment, given)
    data = files[name]
    digest = hashlib.sha256(data)
    for other in sorted(files) if not alone else ():
        digest.update(f"\0{other}\0".encode("utf-8", "replace") + files[other])
    beside = {n: d for n, d in files.items() if n != name and not _left_out(n, versions)}
    folder = str(PurePosixPath(name).parent)
    if folder != ".":  # what lay beside the notebook lies beside it again
        beside = {n.removeprefix(folder + "/"): d for n, d in beside.items() if n.startswith(folder + "/")}
    usable = _fitting(beside)
    text, notes = decode(PurePosixPath(name).name, data)
    if left := sorted(beside.keys() - usable.keys()):
        some = ", ".join(repr(n[:60]) for n in left[:5]) + (" …" if len(left) > 5 else "")
        notes.append(
            f"{len(left)} files beside the notebook were left out ({some}): at most {MAX_BESIDE_FILES} files, "
            f"{MAX_BESIDE_BYTES >> 20} MiB and {MAX_BESIDE_DEPTH} levels of folders are kept"
        )
    notes += _which(name, [n for n in files if n != name], versions, several=bool(submission.parts))
    found = read_script(text) if kind_of(name) == ".py" else read_notebook(PurePosixPath(name).name, text)
    said = assignment_of(found.metadata)
    if assignment and said is not None and said != assignment:
        raise SubmissionError(
            "wrong-assignment",
            f"this is a notebook of {said[:80]!r}, not of {assignment!r}; hand in the right one",
        )
    if not any(c.kind == "code" and c.source.strip() for c in found.cells):
        raise SubmissionError("no-code", "the notebook has no code cell; hand in the notebook with your answers, saved")
    said_all = (*submission.notes, *map(encodable, notes), *found.notes)
    works = sorted(n for n in files if n != name and (kind_of(n) == ".ipynb" or n.lower().endswith(".zip")))
    file, *others = (encodable(places.get(n, n)) for n in (name, *works))
    return LoadedSubmission(
        found.cells, found.metadata, usable, digest.hexdigest(), said_all, found.notebook(), file, tuple(others)
    )


def _left_out(name: str, versions: Collection[str]) -> bool:
    """Whether a file is nothing that the graded notebook can use: a version of it, a zip, its print."""
    return name in versions or name.lower().endswith((".zip", ".pdf"))


def _which(name: str, others: list[str], versions: Collection[str], several: bool) -> list[str]:
    """The line that says which file was graded and which were not, where it could have been another."""
    ignored = sorted(n for n in others if _left_out(n, versions))
    beside = sorted(n for n in others if n not in ignored and (several or kind_of(n) == ".ipynb"))
    if not ignored and not beside:
        return []

    def some(names: list[str]) -> str:
        return ", ".join(repr(n[:60]) for n in names[:5]) + (" …" if len(names) > 5 else "")

    line = f"graded was {name[:80]!r}"
    line += f"; ignored: {some(ignored)}" if ignored else ""
    line += f"; beside it: {some(beside)}" if beside else ""
    return [line]


# -- gathering --------------------------------------------------------------------------------------------------------


def _gathered(submission: Submission) -> tuple[dict[str, bytes], dict[str, str], dict[str, str]]:
    """All files of a submission, by their student's names for them; when each came, where that is known; and what each
    is called where it lies, where that is another name."""
    if not submission.parts:
        files = files_of(Part(submission.path, submission.member))
        return _opened(files), {}, {n: PurePosixPath(n).name for n in files} if submission.member else {}
    files, orders, places = {}, {}, {}
    left = archive.MAX_ZIP_BYTES
    for part in reversed(submission.parts):  # the latest first
        if part.path.is_symlink() and len(submission.parts) > 1:
            continue
        for name, data in files_of(part, left).items():
            left -= len(data)
            if left < 0 or len(files) >= archive.MAX_MEMBERS:
                raise _too_large()
            folder = part.member is None and part.path.is_dir()
            whole = name if folder else part.name or name
            place = name if folder else PurePosixPath(part.member or part.path).name
            for known in [whole, *([AGAIN.sub("", whole)] if part.order and kind_of(whole) != ".ipynb" else [])]:
                if known not in files:
                    files[known], orders[known], places[known] = data, part.order, place
                elif known == whole and kind_of(whole) == ".ipynb" and part.order:
                    older = f"{part.order.lstrip('0')}/{whole}"
                    files[older], orders[older], places[older] = data, part.order, place
    return _opened(files), orders, places


def files_of(part: Part, most: int | None = None) -> dict[str, bytes]:
    """The files of a part: itself, a member of a class's zip, or a folder's."""
    if part.member is not None:
        members = unzip(part.path, {part.member}, most)
        if not members:
            raise SubmissionError("unreadable", f"{part.member} is a link or is no longer in {part.path.name}")
        return members
    if part.path.is_dir() and not part.path.is_symlink():
        return _read_folder(part.path)
    return {encodable(part.path.name): _read_file(part.path)}


def _opened(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files; where there is no notebook and no script among them, those of the zips, and of zips in them."""
    left = archive.MAX_ZIP_BYTES
    for _ in range(MAX_ZIPS_DEEP):
        zips = [n for n in files if n.lower().endswith(".zip")]
        if not zips or any(kind_of(n) in (".ipynb", ".py") for n in files):
            return files
        found = {n: d for n, d in files.items() if n not in zips}
        for name in zips:
            inside = unzip(files[name], None, left)
            left -= sum(map(len, inside.values()))
            before = f"{PurePosixPath(name).stem}/" if len(zips) > 1 else ""
            found |= {f"{before}{n}": d for n, d in inside.items()}
        if len(found) > archive.MAX_MEMBERS:
            raise SubmissionError("zip-bomb", f"the zips hold more than {archive.MAX_MEMBERS} files")
        files = found
    return files


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


def _read_folder(folder: Path) -> dict[str, bytes]:
    """The files of a student's folder."""
    files: dict[str, bytes] = {}
    left = archive.MAX_ZIP_BYTES
    for path in sorted(files_in(folder)):
        if path.is_symlink() or not path.is_file():
            continue
        data = _read_file(path)
        left -= len(data)
        if left < 0 or len(files) >= archive.MAX_MEMBERS:
            raise _too_large()
        files[encodable("/".join(path.relative_to(folder).parts))] = data
    return files


def _too_large() -> SubmissionError:
    return SubmissionError(
        "too-large",
        f"expected at most {archive.MAX_ZIP_BYTES >> 20} MiB and {archive.MAX_MEMBERS} files, found more; "
        "leave out data and hand in the notebook",
    )
