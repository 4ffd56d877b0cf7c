"""The row of a student who handed in nothing: no score, no place in a mean."""

from collections.abc import Sequence

from autograder.files import file_stem
from autograder.handin.roster import Student
from autograder.results import NOTHING_HANDED_IN, HandedIn, Report, Status


def absent(student: Student, name: str, reports: Sequence[Report], source: str) -> Report:
    """A report without results.

    Args:
        name: what the reports of the class call the student.
        reports: of the others, which say what was asked.
        source: the class list's name.
    """
    first = reports[0] if reports else None
    return Report(
        submission=f"nothing.{file_stem(student.id)}",
        student=name,
        assignment=first.assignment if first else "",
        title=first.title if first else "",
        status=Status.UNGRADABLE,
        total=0.0,
        possible=max((r.possible for r in reports), default=0.0),
        reason=NOTHING_HANDED_IN,
        message=f"{student.label} is in {source} and handed in nothing; 0 points, not counted in the mean",
        handed_in=HandedIn(lms_id=student.lms_id or student.id, name=student.name, attempt="none"),
    )
