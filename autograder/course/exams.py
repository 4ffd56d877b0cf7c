"""Where a course's exams lie: assignments/exams/NAME, or in a folder of exams there."""

from collections.abc import Iterable
from pathlib import Path

from autograder.errors import CourseError

EXAMS = "assignments/exams"


def exam_folders(root: Path) -> dict[str, Path]:
    """All exams and quizzes of a course by name.

    Raises:
        CourseError: two of one name.
    """
    return {n: p.parent for n, p in by_name((p.parent.name, p) for p in (root / EXAMS).rglob("exam.toml")).items()}


def by_name(files: Iterable[tuple[str, Path]]) -> dict[str, Path]:
    """Files by what they are called.

    Raises:
        CourseError: two of one name.
    """
    found: dict[str, Path] = {}
    for name, path in sorted(files, key=lambda file: file[1]):
        if name in found:
            raise CourseError(f"{path}: expected a name of its own, but {found[name]} is {name!r}, too; rename one")
        found[name] = path
    return found
