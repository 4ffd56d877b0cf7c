"""A new assignment, a new exam and the files of a new course, from the templates."""

from pathlib import Path

from autograder.course.master import NAME
from autograder.errors import UsageError

TEMPLATES = Path(__file__).parent / "templates"
COURSE = {"gitignore": ".gitignore", "README.md": "README.md", "verify.yml": ".github/workflows/verify.yml"}


def new_assignment(root: Path, name: str) -> Path:
    """Writes a small working assignment to start from; returns its folder.

    With the first one, the course gets a README, a `.gitignore` and a CI workflow, where it has none.

    Raises:
        UsageError: a bad name, or the folder exists.
    """
    folder = _free(root / "assignments", name)
    if not folder.parent.exists():
        for template, file in COURSE.items():
            if not (root / file).exists():
                _write(TEMPLATES / "course" / f"{template}.tmpl", root / file, name)
    solutions = root / "solutions" / name
    for source in sorted(TEMPLATES.rglob("*.tmpl")):
        relative = source.relative_to(TEMPLATES).as_posix().removesuffix(".tmpl").replace("NAME", name)
        if relative.split("/")[0] not in ("course", "exam"):
            place = solutions if relative.startswith("solutions/") else folder
            _write(source, place / relative.removeprefix("solutions/"), name)
    return folder


def new_exam(root: Path, name: str) -> Path:
    """Writes a small working exam to start from; returns its folder.

    Raises:
        UsageError: a bad name, or the folder exists.
    """
    folder = _free(root / "assignments" / "exams", name)
    for source in sorted((TEMPLATES / "exam").rglob("*.tmpl")):
        relative = source.relative_to(TEMPLATES / "exam").as_posix().removesuffix(".tmpl")
        _write(source, folder / relative, name)
    return folder


def _free(place: Path, name: str) -> Path:
    """The folder of something new in `place`."""
    if not NAME.fullmatch(name):
        kind = place.name.removesuffix("s")
        raise UsageError(f"{kind} name: expected letters, digits, _ and -, got {name!r}")
    if (place / name).exists():
        raise UsageError(f"{place / name} exists already; choose another name or edit it")
    return place / name


def _write(template: Path, path: Path, name: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template.read_text().replace("{{name}}", name))
