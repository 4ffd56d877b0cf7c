"""A course on disk: `assignments/<name>/assignment.toml`, validated.

Every problem is a `CourseError` that names the file, the key, what was expected and what was found.
"""

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

import msgspec

from autograder.errors import CourseError
from autograder.limits import Limits

Disclosure = Literal["none", "name", "hint", "full"]
MASTER_SUFFIXES = (".py", ".md", ".ipynb")
T = TypeVar("T")


class QuestionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[questions.q1]` of assignment.toml."""

    title: str = ""
    misconceptions: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()  # earlier questions whose functions its answer calls


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """assignment.toml."""

    title: Annotated[str, msgspec.Meta(min_length=1)]
    unit: int = 0
    about: str = ""
    disclosure: Disclosure = "hint"
    files: tuple[str, ...] = ()
    packages: tuple[str, ...] = ("numpy",)
    seed: int | None = None
    limits: Limits = Limits()
    questions: dict[str, QuestionSettings] = {}


class CourseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """course.toml; the file may be absent."""

    title: str = "Deep learning"


class Assignment(msgspec.Struct, frozen=True):
    """One assignment folder.

    Args:
        root: the course's folder, where `reference` lies.
        folder: the assignment's folder.
        master: the master inside it.
        hidden: question → its file of hidden tests.
    """

    name: str
    root: Path
    folder: Path
    master: Path
    settings: Settings
    hidden: dict[str, Path]

    @property
    def questions(self) -> dict[str, QuestionSettings]:
        return self.settings.questions


class Course(msgspec.Struct, frozen=True):
    """All assignments of a course by name."""

    root: Path
    settings: CourseSettings
    assignments: dict[str, Assignment]

    def select(self, names: Sequence[str] | None) -> list[Assignment]:
        """The named assignments, all when `names` is None.

        Raises:
            CourseError: a name that does not exist, with the nearest one that does.
        """
        for name in names or ():
            if name not in self.assignments:
                near = difflib.get_close_matches(name, self.assignments, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(self.assignments) or 'none'}"
                raise CourseError(f"no assignment {name!r} in {self.root / 'assignments'}; {hint}")
        return [self.assignments[n] for n in names] if names else list(self.assignments.values())


def read_toml(path: Path, kind: type[T]) -> T:
    """The file at `path` as a struct.

    Raises:
        CourseError: not TOML, an unknown key, a wrong type or a value out of range.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise CourseError(f"{path}: cannot be read: {e}") from None
    try:
        return msgspec.toml.decode(text, type=kind)
    except msgspec.ValidationError as e:
        message = _complete(str(e), tomllib.loads(text))
        raise CourseError(f"{path}: {message}{_near_key(message, kind)}") from None
    except msgspec.DecodeError as e:
        raise CourseError(f"{path}: not valid TOML: {e}") from None


def _complete(message: str, data: dict[str, Any]) -> str:
    """msgspec's message with what it leaves out: the question, the values that are allowed, the value found."""
    if "`$.questions[...]" in message:
        for name, question in data["questions"].items():
            try:
                msgspec.convert(question, QuestionSettings)
            except msgspec.ValidationError:
                return message.replace("[...]", f".{name}", 1)
    if message.startswith("Invalid enum value") and message.endswith("`$.disclosure`"):
        return f"{message}; expected one of {', '.join(get_args(Disclosure))}"
    if message.startswith("Expected") and ", got" not in message:  # a value out of range
        value: Any = data
        for key in re.findall(r"[^.\[\]]+", message.split("`$.")[1].rstrip("`")):
            value = value[int(key)] if isinstance(value, list) else value[key]
        return f"{message}, got {value!r}"
    return message


def _near_key(message: str, kind: Any) -> str:
    """A suggestion for a misspelt key."""
    if "unknown field" not in message:
        return ""
    near = difflib.get_close_matches(message.split("`")[1], _keys(kind), 1)
    if near:
        return f"; did you mean `{near[0]}`?"
    return "" if " - at " in message else f"; known keys: {', '.join(kind.__struct_fields__)}"


def _keys(kind: Any) -> set[str]:
    """All keys of a struct and of those inside it."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        inner = [_keys(f.type) for f in msgspec.structs.fields(kind)]
        return {*kind.__struct_fields__, *(key for keys in inner for key in keys)}
    return {key for part in get_args(kind) for key in _keys(part)}


def check_requires(path: Path, settings: Mapping[str, QuestionSettings], questions: Sequence[str]) -> None:
    """Every `requires` names earlier questions, so that there is no cycle.

    Args:
        path: assignment.toml.
        questions: of the master, in its order.

    Raises:
        CourseError: the file, the key, the name, and the nearest one that would do.
    """
    for name, question in settings.items():
        earlier = questions[: questions.index(name)]
        for wanted in question.requires:
            if wanted not in earlier:
                found = "itself" if wanted == name else "a later one" if wanted in questions else "no such question"
                near = difflib.get_close_matches(wanted, earlier, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(earlier) or 'none'}"
                raise CourseError(
                    f"{path}: questions.{name}.requires: expected questions before {name}, "
                    f"got {wanted!r} ({found}); {hint}"
                )


def read_equivalent_mutants(folder: Path) -> dict[str, str]:
    """`equivalent-mutants.toml`: key of a mutant of an official answer → why no test can tell it from the original.

    Raises:
        CourseError: not TOML, or not a table of texts.
    """
    path = folder / "equivalent-mutants.toml"
    return read_toml(path, dict[str, str]) if path.exists() else {}


def load_assignment(root: Path, folder: Path) -> Assignment:
    """The assignment in `folder`.

    Raises:
        CourseError: wrong settings, no or two masters, a missing data file.
    """
    settings = read_toml(folder / "assignment.toml", Settings)
    masters = [folder / f"{folder.name}{s}" for s in MASTER_SUFFIXES if (folder / f"{folder.name}{s}").is_file()]
    if len(masters) != 1:
        found = ", ".join(m.name for m in masters) or "none"
        raise CourseError(f"{folder}: expected one master {folder.name}.py, .md or .ipynb, found {found}")
    for name in settings.files:
        if not (folder / name).exists() or not (folder / name).resolve().is_relative_to(folder.resolve()):
            raise CourseError(f"{folder / 'assignment.toml'}: files: {name!r} does not exist in the folder")
    hidden = {p.stem: p for p in sorted((folder / "hidden").glob("*.py")) if not p.name.startswith("_")}
    return Assignment(folder.name, root, folder, masters[0], settings, hidden)


def load_course(root: Path) -> Course:
    """The course in `root`.

    Raises:
        CourseError: there is no assignment, or one is wrong.
    """
    root = root.resolve()
    folders = sorted(p.parent for p in (root / "assignments").glob("*/assignment.toml"))
    if not folders:
        raise CourseError(
            f"{root}: expected a course (a folder with assignments/*/assignment.toml), found none; "
            "run the command in the course's folder or give it with --course"
        )
    settings = read_toml(root / "course.toml", CourseSettings) if (root / "course.toml").exists() else CourseSettings()
    return Course(root, settings, {f.name: load_assignment(root, f) for f in folders})
