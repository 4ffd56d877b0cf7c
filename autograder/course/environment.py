"""`[environment]` of assignment.toml, as it goes into a bundle."""

import re
from pathlib import Path

from autograder.bundle import Environment
from autograder.course.course import Assignment
from autograder.errors import CourseError


def environment_of(assignment: Assignment) -> tuple[Environment, str] | None:
    """Where students' code runs, and the text of requirements.txt; None when the assignment does not say.

    Raises:
        CourseError: a file, a folder or an interpreter that is not there.
    """
    settings, folder = assignment.settings.environment, assignment.folder
    if settings is None:
        return None
    python, wheels = settings.python, settings.wheels
    if python and not python.replace(".", "").isdigit():
        python = str((folder / python).absolute())
        if not Path(python).is_file():
            raise CourseError(f"{folder / 'assignment.toml'}: environment.python: {python} does not exist")
    if wheels:
        wheels = str((folder / wheels).resolve())
        if not Path(wheels).is_dir():
            raise CourseError(f"{folder / 'assignment.toml'}: environment.wheels: {wheels} is no folder")
    text = read_requirements(folder / settings.requirements) if settings.requirements else ""
    return Environment(python, wheels), text


def read_requirements(path: Path, above: tuple[Path, ...] = ()) -> str:
    """A requirements file, with those that it includes (`-r`) in place of the line.

    Raises:
        CourseError: a file that is not there, is no text, or includes itself.
    """
    if path.resolve() in above:
        raise CourseError(f"{path}: includes itself")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise CourseError(f"{path}: expected a requirements file (environment.requirements): {e}") from None
    parts = []
    for line in text.splitlines():
        included = re.match(r"\s*(?:-r|--requirement)[ =]*(\S+)", line)
        parts.append(
            read_requirements(path.parent / included[1], (*above, path.resolve())) if included else f"{line}\n"
        )
    return "".join(parts)
