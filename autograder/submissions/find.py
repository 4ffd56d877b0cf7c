"""Finds submissions on disk: files, folders of them, one folder per student, downloads of learning platforms.

Nothing is followed out of the folder.
"""

import os
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from autograder.archive import IGNORED_PARTS, skipped
from autograder.errors import UsageError
from autograder.files import encodable, file_stem
from autograder.lms import canvas, gradescope, moodle
from autograder.submissions.submission import Submission

MAX_DEPTH, MAX_PATH_BYTES = 50, 3_500  # of folders in a submission on disk; Linux takes paths of 4,095 bytes
GRADABLE = (".ipynb", ".py", ".zip")
METADATA_FILES = re.compile(
    r"(submission_metadata\.ya?ml|readme(\.\w+)?|roster.*\.csv"
    r"|.*grades?.*\.csv|__zip_filename__|\.otter_log|otter_export.*)",
    re.I,
)


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
        stem, number = file_stem(student), 2
        unique = stem
        while _claim(unique) in submissions:
            unique, number = f"{stem}-{number}", number + 1
        notes: tuple[str, ...] = ()
        if (count := claims[_claim(student)]) > 1:
            name = PurePosixPath(member or path).name
            notes = (encodable(f"{count} files say that they are {student[:80]!r}'s; this is {name[:80]!r}"),)
        submissions[_claim(unique)] = Submission(unique, encodable(student), path, member, notes)
    return list(submissions.values())


def _claim(student: str) -> str:
    """A student's name without what nobody sees: case, width, normal form, zero-width characters, ` (late)`."""
    seen = "".join(
        c for c in unicodedata.normalize("NFKC", student) if unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(unicodedata.normalize("NFKC", seen.casefold()).split()).removesuffix(" (late)")


def student_of(name: str) -> str:
    """The student in a file or folder name: Canvas and Moodle downloads, else the name without its suffix."""
    stem = re.sub(r"\.(ipynb|py|zip)$", "", name, flags=re.I)
    return moodle.student_of(stem) or canvas.student_of(name) or stem


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
            names = [n for n in z.namelist() if not skipped(n)]
    except Exception:  # zipfile raises many kinds on damaged zips; loading it says what is wrong
        return []
    ignored = [n for n in names if _ignorable(PurePosixPath(n).name)]
    names = [n for n in names if n not in {*ignored}]
    layouts = [
        n
        for n in names
        if any(moodle.student_of(p) is not None for p in PurePosixPath(n).parts)
        or canvas.student_of(PurePosixPath(n).name) is not None
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
        if moodle.student_of(part) is not None:
            return student_of(part)
    return student_of(PurePosixPath(name).name)


def _in_folder(folder: Path, on_ignored: Callable[[Path], None]) -> Iterator[tuple[str, Path, str | None]]:
    names = gradescope.students_in(folder)
    for path in sorted(folder.iterdir()):
        if path.name in IGNORED_PARTS:
            continue
        if _hidden(path):
            on_ignored(path)
        elif path.is_dir() and not path.is_symlink():
            files = list(files_in(path))
            known = path.name in names or moodle.student_of(path.name) is not None
            if known or any(p.name.lower().endswith(GRADABLE) for p in files):
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
