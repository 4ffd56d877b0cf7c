"""The class list: as Canvas, Moodle, Gradescope or Blackboard export it, or a CSV of one's own with a header row: `id`
is required; `name`, `email`, `groups` (a;b) and `group` (who hands in together) are read where there.

Whose submission a file is follows from its name (Canvas, Moodle, a plain file): the id, the address, or the name.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import msgspec

from autograder.errors import CourseError
from autograder.handin.keys import canonical_id
from autograder.lms import ROSTERS
from autograder.lms.people import OWN
from autograder.lms.tables import read_table

COPY = re.compile(r"\s*(\(\d{1,2}\)|-\s*copy|copy \d{1,2})\s*$|^copy of\s+", re.I)  # what systems add to a file's name


class Student(msgspec.Struct, frozen=True):
    """One row."""

    id: str
    name: str = ""
    email: str = ""
    groups: tuple[str, ...] = ()
    team: str = ""  # who hands in together
    names: tuple[str, ...] = ()  # further ids and logins
    lms_id: str = ""  # a platform's, where it is another

    @property
    def label(self) -> str:
        """For people: name and id."""
        return f"{self.name} ({self.id})" if self.name else self.id


def read_roster(path: Path) -> list[Student]:
    """The students of a class, in the file's order.

    Raises:
        CourseError: not a CSV, no id column, a row without an id, an id or address that comes twice, nobody.
    """
    head, rows = read_table(path, read_text(path), strict=True)
    layout = next((x for x in ROSTERS if x.needs <= set(head)), OWN)
    if not set(layout.id) & set(head):
        raise CourseError(f"{path}: expected a column `id` in the first row, found: {', '.join(head) or 'nothing'}")
    students: list[Student] = []
    for number, row in enumerate(rows, 2):
        cells: dict[str, str] = {}
        for column, text in zip(head, row, strict=False):
            cells.setdefault(column, text)
        person = layout.read(cells)
        if person is None:
            continue
        if not person.id:
            raise CourseError(f"{path}: line {number}: has no id; every student needs one")
        groups = tuple(g.strip() for g in person.groups.split(";") if g.strip())
        student = Student(
            canonical_id(person.id), person.name, person.email, groups, person.team, person.names, person.lms_id
        )
        students.append(student)
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


def read_text(path: Path) -> str:
    """A platform's table as text: UTF-8, or UTF-16 as Blackboard writes its .xls.

    Raises:
        CourseError: it cannot be read.
    """
    try:
        raw = path.read_bytes()
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except OSError as e:
        raise CourseError(f"{path}: cannot be read: {e.strerror or e}") from None
    except UnicodeDecodeError:
        raise CourseError(f"{path}: expected a table in UTF-8, found something else; save it as `CSV UTF-8`") from None


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
            ids = {_letters(text) for text in (s.id, s.email, s.email.partition("@")[0], *s.names)}
            for key in {*ids, *names} - {""}:
                self.known.setdefault(key, []).append(s)

    def find(self, label: str, exam: str = "") -> Student | None:
        """The student that `label` names, or None when nobody or several people fit.

        Args:
            label: what a file or folder is called, such as "adlerada", "midterm-s001" or "midterm-s001 (1)".
            exam: the name of the exam, which handed-out notebooks begin with.
        """
        key = _letters(COPY.sub("", label))  # "s1 (1)" is no s11
        for candidate in (key, key.removeprefix(_letters(exam))):
            if len(found := self.known.get(candidate, [])) == 1:
                return found[0]
        return None

    def near(self, labels: Iterable[str]) -> list[Student]:
        """Students whose id, login, address or name is like one of the labels; at most three."""
        found: dict[str, Student] = {}
        for label in labels:
            key = _letters(COPY.sub("", label))
            for near in difflib.get_close_matches(key, self.known, 3, 0.7):
                found.update((s.id, s) for s in self.known[near])
        return list(found.values())[:3]
