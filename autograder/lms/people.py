"""Class lists as platforms export them: which columns hold what."""

from collections.abc import Mapping
from typing import NamedTuple


class Person(NamedTuple):
    """One row of a class list; empty where the export does not say.

    Args:
        id: the platform's own.
        names: further ids and logins.
        lms_id: under which a platform knows them, where a table of one's own says so.
    """

    id: str
    name: str = ""
    email: str = ""
    groups: str = ""
    team: str = ""
    names: tuple[str, ...] = ()
    lms_id: str = ""


class Layout(NamedTuple):
    """An export's columns, in lower case; of several the first that is filled in counts.

    Args:
        needs: columns that tell the export from others.
        others: further ids and logins.
        skip: names in rows that are no student.
    """

    title: str
    needs: frozenset[str]
    id: tuple[str, ...]
    name: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    skip: frozenset[str] = frozenset()
    id_prefix: str = ""  # "Participant 1001" is 1001 in the names of files

    def read(self, row: Mapping[str, str]) -> Person | None:
        """What a row says; None for one that is no student.

        >>> Layout("x", frozenset(), ("id",), ("student",)).read({"id": "7", "student": "Lovelace, Ada"}).name
        'Ada Lovelace'
        """

        def cell(columns: tuple[str, ...]) -> str:
            return next((text for c in columns if (text := row.get(c, "").strip())), "")

        name = cell(self.name) or f"{cell(self.first)} {cell(self.last)}".strip()
        if name.casefold() in self.skip or not any(text.strip() for text in row.values()):
            return None
        role = row.get("role", "").strip().casefold()
        if role not in ("", "student", "learner", "s"):
            return None
        if name.count(",") == 1:
            last, _, first = name.partition(",")
            name = f"{first.strip()} {last.strip()}"
        others = tuple(text for c in self.others if (text := row.get(c, "").strip()))
        own = cell(self.id).removeprefix(self.id_prefix)
        if self.needs and not (name or own):  # "Manual Posting" in Canvas' second row
            return None
        platform = cell(("lms_id", "lms id"))
        return Person(own, name, cell(self.email), cell(self.groups), cell(self.team), others, platform)


OWN = Layout(
    "own table",
    frozenset(),
    ("id", "student id", "sis user id", "sid", "student", "user id", "username", "login"),
    ("name", "full name", "student name"),
    ("first name",),
    ("last name", "surname"),
    email=("email", "e-mail", "email address", "mail"),
    others=("lms id", "lms_id", "username", "login"),
    groups=("groups", "group", "section", "sections"),
    team=("group", "team"),
)
