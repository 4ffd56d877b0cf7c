"""A new assignment from the templates."""

from pathlib import Path

from autograder.course.master import NAME
from autograder.errors import UsageError

TEMPLATES = Path(__file__).parent / "templates"


def new_assignment(root: Path, name: str) -> Path:
    """Writes a small working assignment to start from; returns its folder.

    Raises:
        UsageError: a bad name, or the folder exists.
    """
    if not NAME.fullmatch(name):
        raise UsageError(f"assignment name: expected letters, digits, _ and -, got {name!r}")
    folder = root / "assignments" / name
    if folder.exists():
        raise UsageError(f"{folder} exists already; choose another name or edit it")
    solutions = root / "solutions" / name
    for source in sorted(p for p in TEMPLATES.rglob("*.tmpl")):
        relative = source.relative_to(TEMPLATES).as_posix().removesuffix(".tmpl").replace("NAME", name)
        path = (solutions if relative.startswith("solutions/") else folder) / relative.removeprefix("solutions/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source.read_text().replace("{{name}}", name))
    return folder
