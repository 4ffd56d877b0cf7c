"""The class list: a CSV with a header row. `id` is required; `name`, `email` and `groups` (a;b) are read where there.

Whose submission a file is follows from its name (Canvas, Moodle, a plain file): the id, the address, or the name.
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import msgspec

from autograder.errors import CourseError
from autograder.handin.keys import canonical_id
from autograder.lms.tables import read_table

COLUMNS = {
    "id": ("id", "student id", "sis user id", "sid", "student", "user id", "username", "login"),
    "name": ("name", "full name", "student name"),
    "email": ("email", "e-mail", "email address", "mail"),
    "groups": ("groups", "group", "section", "sections"),
}


class Student(msgspec.Struct, frozen=True):
    """One row."""

    id: str
    name: str = ""
    email: str = ""
    groups: tuple[str, ...] = ()


def read_roster(path: Path) -> list[Student]:
    """The students of a class, in the file's order.

    Raises:
        CourseError: not a CSV, no id column, a row without an id, an id or address that comes twice, nobody.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise CourseError(f"{path}: cannot be read: {e}") from None
    head, rows = read_table(path, text, strict=True)
    places = {key: next((head.index(n) for n in names if n in head), None) for key, names in COLUMNS.items()}
    if places["id"] is None:
        raise CourseError(f"{path}: expected a column `id` in the first row, found: {', '.join(head) or 'nothing'}")
    students: list[Student] = []
    for number, row in enumerate(rows, 2):
        if not any(c.strip() for c in row):
            continue
        cells = {k: row[i].strip() if i is not None and i < len(row) else "" for k, i in places.items()}
        if not cells["id"]:
            raise CourseError(f"{path}: line {number}: has no id; every student needs one")
        groups = tuple(g.strip() for g in cells["groups"].split(";") if g.strip())
        students.append(Student(canonical_id(cells["id"]), cells["name"], cells["email"], groups))
    if not students:
        raise CourseError(f"{path}: expected at least one student below the first row, found none")
    for what, values in (("id", [s.id for s in students]), ("email", [s.email.lower() for s in students if s.email])):
        twice = next((v for v in values if values.count(v) > 1), None)
        if twice is not None:
            raise CourseError(f"{path}: the {what} {twice!r} is there twice; every student needs their own")
    parts: dict[str, str] = {}
    for s in students:
        if (other := parts.setdefault(file_part(s.id), s.id)) != s.id:
            raise CourseError(f"{path}: the ids {other!r} and {s.id!r} would give the same file name; change one")
    return students


def file_part(text: str) -> str:
    """`text` as part of a file name: letters and digits of any script, - and _."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[^\w-]+", "-", plain).strip("-") or "x"


def _letters(text: str) -> str:
    """Letters and digits alone, without accents: how file names of learning platforms keep a name."""
    split = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in split if c.isalnum())


class Matcher:
    """Finds the student whom a file's name means."""

    def __init__(self, roster: Iterable[Student]) -> None:
        self.known: dict[str, list[Student]] = {}
        for s in roster:
            words = s.name.replace(",", " ").split()
            names = {_letters(s.name), _letters("".join(reversed(words))), _letters("".join(words[-1:] + words[:-1]))}
            for key in {_letters(s.id), _letters(s.email), _letters(s.email.partition("@")[0]), *names} - {""}:
                self.known.setdefault(key, []).append(s)

    def find(self, label: str, exam: str = "") -> Student | None:
        """The student that `label` names, or None when nobody or several people fit.

        Args:
            label: what a file or folder is called, such as "adlerada" or "midterm-s001".
            exam: the name of the exam, which handed-out notebooks begin with.
        """
        key = _letters(label)
        for candidate in (key, key.removeprefix(_letters(exam))):
            if len(found := self.known.get(candidate, [])) == 1:
                return found[0]
        return None
