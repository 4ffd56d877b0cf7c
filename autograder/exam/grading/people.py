"""Who is who in an exam: those who got a sheet, by the class list that it is graded with.

A sheet is known by the id that it was built for. A class list may know its student by another one (a platform's), by
the address, or by a further login.
"""

from collections.abc import Sequence

import msgspec

from autograder.exam.sheets.manifest import Entry, Manifest
from autograder.handin.roster import Student


class People(msgspec.Struct, frozen=True):
    """The class.

    Args:
        students: by the id of their sheet; of the list, and of those who got a sheet and are not in it.
        listed: of these, who is asked for: the class list, else all who got a sheet.
        source: what the list is called, for messages.
    """

    students: dict[str, Student]
    listed: tuple[str, ...]
    source: str

    def names(self, student: str) -> list[str]:
        """What a receipt or an export may call a student."""
        known = self.students.get(student)
        return [student, known.email, known.name, *known.names] if known else [student]

    def label(self, student: str) -> str:
        """For people: name and id."""
        return self.students[student].label if student in self.students else student


def people_of(manifest: Manifest, roster: Sequence[Student] = (), source: str = "the class list") -> People:
    """Everybody, with the names that the list gives them."""
    dealt = {i: Student(i, e.name, e.email, e.groups) for i, e in manifest.students.items()}
    keys = {key.casefold(): i for i, s in dealt.items() for key in (s.email, i) if key}
    students = {}
    for row in roster:
        ids = [row.id, *row.names, row.lms_id, row.email]
        own = next((keys[k.casefold()] for k in ids if k and k.casefold() in keys), row.id)
        known = dealt.get(own, row)
        students[own] = msgspec.structs.replace(
            row, id=own, name=row.name or known.name, email=row.email or known.email, names=(*row.names, row.id),
            lms_id=row.lms_id or row.id,
        )  # fmt: skip
    return People(dealt | students, tuple(students or dealt), source)


def with_rows(manifest: Manifest, people: People) -> Manifest:
    """The manifest with everybody in it; who is in the list alone has no sheet."""
    entries = {
        i: msgspec.structs.replace(manifest.students.get(i, Entry("", groups=s.groups)), name=s.name, email=s.email)
        for i, s in people.students.items()
    }
    return msgspec.structs.replace(manifest, students=entries)
