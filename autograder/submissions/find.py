"""Finds submissions: files, folders of them, one folder per student, a student's own folder, downloads of platforms.

A submission is a person: what a platform's names say is of one person becomes one submission of several parts.
Nothing is followed out of the folder.
"""

import os
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from autograder.archive import MAX_FILE_BYTES, left_behind, member_name, skipped, unzip
from autograder.errors import SubmissionError, UsageError
from autograder.files import encodable, file_stem
from autograder.lms import FileName, gradescope, read_name
from autograder.lms.gradescope import Submitters
from autograder.results import HandedIn
from autograder.submissions.choose import one_assignment, one_work, unrelated
from autograder.submissions.decode import GRADABLE, base_name
from autograder.submissions.submission import Part, Submission

MAX_DEPTH, MAX_PATH_BYTES = 50, 3_500  # of folders in a submission on disk; Linux takes paths of 4,095 bytes
METADATA_FILES = re.compile(
    r"(submission_metadata\.ya?ml|readme(\.\w+)?|roster.*\.csv|index\.html?"
    r"|.*grades?.*\.csv|__zip_filename__|\.otter_log|otter_export.*)",
    re.I,
)
IMPORTED = re.compile(rb"\b(?:from|import)\s+([^\s.,;\"'\\]+)")  # the module of an import, in whatever file
SUPPORT = re.compile(
    r"(tests?|utils?|helpers?|src|lib|data|datasets?|files|images?|img|figures?|figs|plots|assets)", re.I
)
VERSIONS = re.compile(r"(?:^|[\W_])(old|new|backups?|final|copy|drafts?|versions?|v)[\W_]*\d*$", re.I)
MAX_SEARCHED = 5  # notebooks that are searched for what they import; more are a class
MAX_SEARCHED_BYTES = 4 << 20  # here nothing limits what reading costs
NOTHING = "the export lists this person, but holds nothing of theirs; ask for the notebook"
Ignored = Callable[[Path], None]


class _Found(NamedTuple):
    """What lies somewhere, and whose it is; equal persons are one."""

    student: str
    part: Part
    person: str = ""  # the platform's, "" where no platform says
    late: bool = False
    nothing: str = ""
    people: tuple[tuple[str, ...], ...] = ()  # the platform's names and ids of each

    @property
    def platform(self) -> str:
        return self.person.partition(" ")[0]


def find_submissions(
    paths: Sequence[Path], on_ignored: Ignored = lambda path: None, *, attempts: bool = False
) -> list[Submission]:
    """All submissions in `paths`: files, folders of them, one folder per student, a student's own folder, exports of
    Canvas, Moodle, Gradescope and Blackboard as folder or zip.

    A zip holds a class only when it is all that is named (a platform's names, or a folder a student, all of one work):
    who zips a folder chooses the names in it, so a zip in a folder, in a zip or among others is one submission. Files
    that claim the same student, and are not one person's by a platform's id, are all listed, each with an id of its own
    and a note.

    Args:
        on_ignored: called with each file that is none: READMEs, class lists, hidden files.
        attempts: each notebook of a person is a submission of its own; an exam's policy decides.

    Raises:
        UsageError: a path does not exist, or nothing in it can be a submission.
    """
    found: list[_Found] = []
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"{path}: no such file or folder")
        if path.is_dir():
            one = list(_in_folder(path, on_ignored))
        elif len(paths) == 1 and path.suffix.lower() == ".zip":
            one = _in_zip(path, on_ignored) or [_alone(path)]
        else:
            one = [_alone(path)]
        if not one:
            raise UsageError(f"{path}: expected notebooks, .py files, zips or one folder per student, found none")
        found += one
    return _with_ids(list(_people(found, attempts)))


def student_of(name: str) -> str:
    """The student in a file or folder name: what a platform's says, else the name without its suffix."""
    known = read_name(name)
    return GRADABLE.sub("", name) if known is None else known.student + (" (late)" if known.late else "")


def _alone(path: Path, member: str | None = None) -> _Found:
    """A file or folder by its own name."""
    name = PurePosixPath(member).name if member else path.name
    known = read_name(name)
    if known is None:
        return _Found(GRADABLE.sub("", name), Part(path, member, name))
    part = Part(path, member, known.file or name, known.order)
    return _Found(known.student, part, known.person, known.late, "", _people_of(known))


def _people_of(known: FileName) -> tuple[tuple[str, ...], ...]:
    return ((known.user, known.student),) if known.user != known.student else ((known.user,),)


# -- people -----------------------------------------------------------------------------------------------------------


def _people(found: Sequence[_Found], attempts: bool) -> Iterator[tuple[str, list[_Found]]]:
    """Student and parts of each person, or of each notebook of theirs."""
    people: dict[str, list[_Found]] = {}
    for i, one in enumerate(found):
        people.setdefault(one.person or f"\0{i}", []).append(one)
    for parts in people.values():
        student = parts[0].student + (" (late)" if any(p.late for p in parts) else "")
        own = [p for p in parts if GRADABLE.search(p.part.name) and not p.part.name.lower().endswith(".py")]
        if attempts and len(own) > 1:
            beside = [p for p in parts if p not in own]
            yield from ((student, [one, *beside]) for one in own)
        else:
            yield student, parts


def _with_ids(people: list[tuple[str, list[_Found]]]) -> list[Submission]:
    claims: dict[str, set[str]] = {}
    counts = Counter(_claim(student) for student, _ in people)
    for student, own in people:
        claims.setdefault(_claim(student), set()).add(own[0].person)
    submissions: dict[str, Submission] = {}  # by id as the least exact file system sees it
    for student, found in sorted(people, key=_order):
        parts = sorted((f.part for f in found), key=lambda p: (p.order, str(p.path), p.member or ""))
        stem, number = file_stem(student), 2
        unique = stem
        while _claim(unique) in submissions:
            unique, number = f"{stem}-{number}", number + 1
        notes: tuple[str, ...] = ()
        if (count := counts[_claim(student)]) > 1:
            name = PurePosixPath(parts[0].member or parts[0].path).name
            persons = claims[_claim(student)]
            many = "people are called" if len(persons) == count and "" not in persons else "files say that they are"
            whose = repr(student[:80]) + ("" if many.startswith("people") else "'s")
            notes = (encodable(f"{count} {many} {whose}; this is {name[:80]!r}"),)
        several = tuple(parts) if len(parts) > 1 else ()
        first = parts[0]
        latest = max(found, key=lambda f: f.part.order)
        submissions[_claim(unique)] = Submission(
            unique, encodable(student), first.path, first.member, notes, several,
            tuple(tuple(map(encodable, names)) for names in found[0].people) or ((encodable(student),),),
            f"{latest.platform} {latest.part.order}" if latest.part.order else "",
            _handed_in(found), found[0].nothing,
        )  # fmt: skip
    return list(submissions.values())


def _handed_in(found: Sequence[_Found]) -> HandedIn:
    """The platform's id, the notebooks as they are called on disk, the platform's mark of lateness."""
    ids = ";".join(names[0] for names in found[0].people)
    works = [f.part for f in found if not f.nothing]
    works = [p for p in works if not p.name.lower().endswith(".py") and GRADABLE.search(p.name)] or works[:1]
    files = sorted(PurePosixPath(p.member or p.path).name for p in works)
    return HandedIn(lms_id=encodable(ids), file=encodable("; ".join(files)), late=any(f.late for f in found))


def _order(person: tuple[str, list[_Found]]) -> tuple[str, str, str]:
    part = person[1][0].part
    return person[0], str(part.path), part.member or ""


def _claim(student: str) -> str:
    """A student's name without what nobody sees: case, width, normal form, zero-width characters, ` (late)`."""
    seen = "".join(
        c for c in unicodedata.normalize("NFKC", student) if unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(unicodedata.normalize("NFKC", seen.casefold()).split()).removesuffix(" (late)")


# -- zips -------------------------------------------------------------------------------------------------------------


def _in_zip(path: Path, on_ignored: Ignored) -> list[_Found]:
    """Whose the files of a zip are that holds a whole class (a platform's export), else nothing."""
    try:
        with zipfile.ZipFile(path) as z:
            infos = {member_name(i): i for i in z.infolist()}
            lists = [n for n in infos if PurePosixPath(n).name == gradescope.METADATA and not skipped(n)]
            students: dict[str, Submitters] = {}
            if len(lists) == 1 and infos[lists[0]].file_size <= MAX_FILE_BYTES:
                with z.open(infos[lists[0]]) as f:
                    students = gradescope.students_in(f.read(MAX_FILE_BYTES + 1))
    except Exception:  # zipfile raises many kinds on damaged zips; loading it says what is wrong
        return []
    names = [n for n in infos if not skipped(n.rstrip("/"))]
    if students:
        return _of_gradescope(path, names, lists[0], students, on_ignored)
    found: list[_Found] = []
    ignored = []
    for name in names:
        one = _member(path, name)
        if one is not None:
            found.append(one)
        elif name.endswith("/"):
            continue
        elif _ignorable(PurePosixPath(name).name):
            ignored.append(name)
        else:
            return _of_folders(path, names)
    if len({f.person for f in found}) < 2:
        return _of_folders(path, names)
    for name in ignored:
        on_ignored(path / name)
    filled = {f.person for f in found if not f.nothing}
    return [f for f in found if not f.nothing or f.person not in filled]


def _of_folders(path: Path, names: Sequence[str]) -> list[_Found]:
    """The members of a zip of one folder a student, in one that holds all or not; nothing for another zip.

    Each folder holds a notebook, and those that are looked at are of one assignment: one student's folders of several
    works, tests or data are no class, nor are versions of one work.
    """
    members = {n: PurePosixPath(n) for n in names if not n.endswith("/") and not _ignorable(PurePosixPath(n).name)}
    while (
        members and all(len(f.parts) > 2 for f in members.values()) and len({f.parts[0] for f in members.values()}) == 1
    ):
        members = {n: PurePosixPath(*f.parts[1:]) for n, f in members.items()}
    files = members.values()
    folders = {f.parts[0] for f in files}
    # the zip's own name of a work: `./a/x` and `a//x` are a/x, but no member is called so
    works = {n: f.parts[0] for n, f in members.items() if f.suffix.lower() == ".ipynb" and len(f.parts) > 1}
    if (
        any(len(f.parts) < 2 for f in files)
        or len(folders) < 2
        or set(works.values()) != folders
        or any(read_name(f) or SUPPORT.fullmatch(f) or VERSIONS.search(f) for f in folders)
    ):
        return []
    first = {folder: name for name, folder in reversed(works.items())}
    looked = set(list(first.values())[-MAX_SEARCHED:])
    try:
        if not one_assignment(unzip(path, looked, MAX_SEARCHED * MAX_SEARCHED_BYTES)):
            return []
    except SubmissionError:
        return []
    return [
        _Found(f.parts[0], Part(path, name, "/".join(f.parts[1:])), f"folder {f.parts[0]}")
        for name, f in members.items()
    ]


def _member(path: Path, name: str) -> _Found | None:
    """Whose a member of a class's zip is; None when its name does not say."""
    parts = PurePosixPath(name).parts
    for i, part in enumerate(parts):
        if (known := read_name(part)) is not None:
            nothing = NOTHING if name.endswith("/") else ""
            own = "/".join(parts[i + 1 :]) or known.file or part
            place = Part(path, name, own, known.order)
            return _Found(known.student, place, known.person, known.late, nothing, _people_of(known))
    return None


def _of_gradescope(
    path: Path, names: Sequence[str], metadata: str, students: Mapping[str, Submitters], on_ignored: Ignored
) -> list[_Found]:
    """The members of an export's folders; who has none is listed, too."""
    root = str(PurePosixPath(metadata).parent)
    before = "" if root == "." else f"{root}/"
    found, seen = [], set()
    for name in names:
        if name.endswith("/"):
            continue
        whole = str(PurePosixPath(name))  # without the `./` that some zips have
        folder, _, own = whole.removeprefix(before).partition("/") if whole.startswith(before) else ("", "", "")
        if not own:
            on_ignored(path / name)
            continue
        seen.add(folder)
        found.append(_gradescope(students, folder, Part(path, name, own)))
    missing = [f for f in students if f not in seen]
    return found + [_gradescope(students, f, Part(path, f"{before}{f}"), NOTHING) for f in missing]


def _gradescope(students: Mapping[str, Submitters], folder: str, part: Part, nothing: str = "") -> _Found:
    who = students.get(folder, Submitters(folder, ()))
    return _Found(who.label, part, f"gradescope {folder}", False, nothing, who.people)


# -- folders ----------------------------------------------------------------------------------------------------------


def _ignorable(name: str) -> bool:
    """Whether a file of a download is no submission; whatever can be graded is one, however it is called."""
    return METADATA_FILES.fullmatch(name) is not None and not GRADABLE.search(name)


def _in_folder(folder: Path, on_ignored: Ignored) -> Iterator[_Found]:
    entries = [p for p in sorted(folder.iterdir()) if p.name not in ("__MACOSX", "__pycache__", ".ipynb_checkpoints")]
    names = _gradescope_folders(folder)
    inner = [p for p in entries if p.is_dir() and not p.is_symlink() and (p / gradescope.METADATA).is_file()]
    support = _support(entries)
    if _is_own(entries, support):
        name = folder.resolve().name
        yield _Found(student_of(name), Part(folder, None, name))
        return
    for path in entries:
        if left_behind(path.name) or path in support:
            on_ignored(path)
        elif path in inner and not names:
            yield from _in_folder(path, on_ignored)
        elif path.is_dir() and not path.is_symlink():
            if path.name in names:
                yield _gradescope(names, path.name, Part(path, None, path.name))
            elif read_name(path.name) is not None or any(not _ignorable(p.name) for p in files_in(path)):
                yield _alone(path)
            else:
                on_ignored(path)
        elif _ignorable(path.name):
            on_ignored(path)
        else:
            yield _alone(path)
    for name in names.keys() - {p.name for p in entries}:
        yield _gradescope(names, name, Part(folder / name, None, name), NOTHING)


def _gradescope_folders(folder: Path) -> dict[str, Submitters]:
    path = folder / gradescope.METADATA
    if path.is_symlink() or not path.is_file():
        return {}
    with path.open("rb") as f:
        return gradescope.students_in(f.read(MAX_FILE_BYTES + 1))


def _support(entries: Sequence[Path]) -> list[Path]:
    """The folders that are no student's but lie beside a notebook: named so, or imported by it; without a notebook."""
    folders = [p for p in entries if p.is_dir() and not p.is_symlink() and read_name(p.name) is None]
    files = [p for p in entries if GRADABLE.search(p.name) and not p.is_symlink() and p.is_file()] if folders else []
    texts = [f.read_bytes() for f in files[:MAX_SEARCHED] if f.stat().st_size <= MAX_SEARCHED_BYTES]

    imported = {m for text in texts for m in IMPORTED.findall(text)}
    return [
        p
        for p in folders
        if (SUPPORT.fullmatch(p.name) or os.fsencode(p.name) in imported)
        and not any(f.name.lower().endswith((".ipynb", ".zip")) for f in files_in(p))
    ]


def _is_own(entries: Sequence[Path], support: Sequence[Path]) -> bool:
    """Whether a folder is one student's: one notebook (copies aside) or script, and only such folders beside it; or
    versions of a notebook, one of them worked on; or, beside such folders or `.git`, notebooks of unrelated works."""
    if any(p.is_dir() and p not in support and not left_behind(p.name) for p in entries):
        return False
    files = [p for p in entries if not p.is_dir() and GRADABLE.search(p.name) and not left_behind(p.name)]
    if any(read_name(p.name) or not p.is_file() or p.is_symlink() for p in files):
        return False
    notebooks = [p for p in files if not p.name.lower().endswith((".py", ".zip"))] or files
    if not notebooks:
        return any(GRADABLE.search(f.name) for p in support for f in files_in(p))
    if support and len({base_name(p.name) for p in notebooks}) == 1:
        return True
    if len(notebooks) > MAX_SEARCHED or any(p.stat().st_size > MAX_SEARCHED_BYTES for p in notebooks):
        return False
    read = {p.name: p.read_bytes() for p in notebooks}
    # a folder of a class has one assignment; works of several beside their tests or history are one person's
    signs = support or any(p.name == ".git" for p in entries)
    return one_work(read) or bool(signs and unrelated(read))


def files_in(folder: Path) -> Iterator[Path]:
    """What lies in a folder and its folders and is not hidden, however deep they go: `rglob` recurses."""
    waiting = [(folder, 0)]
    while waiting:
        place, depth = waiting.pop()
        for path in sorted(place.iterdir()):
            if left_behind(path.name):
                continue
            if path.is_dir() and not path.is_symlink():
                if depth < MAX_DEPTH and len(os.fsencode(path)) < MAX_PATH_BYTES:
                    waiting.append((path, depth + 1))
            else:
                yield path
