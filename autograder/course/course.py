"""A course on disk: `assignments/<name>/assignment.toml`, validated.

Every problem is a `CourseError` that names the file, the key, what was expected and what was found.
"""

import contextlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from autograder.course.rubric import Criterion
from autograder.course.toml import read_toml
from autograder.errors import CourseError, nearest
from autograder.limits import Limits
from autograder.results import Inside

Disclosure = Literal["none", "name", "hint", "full"]
MASTER_SUFFIXES = (".py", ".md", ".ipynb")


class QuestionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[questions.q1]` of assignment.toml."""

    title: str = ""
    misconceptions: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()  # earlier questions whose functions its answer calls
    rubric: tuple[Criterion, ...] = ()  # of a question that people mark (`manual: true` in the master)


class EnvironmentSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[environment]` of assignment.toml: where students' code runs; paths are relative to the assignment's folder."""

    requirements: str = ""  # a file of packages as pip writes them
    python: str = ""  # "3.12", or the path of an interpreter
    wheels: str = ""  # a folder: nothing comes from elsewhere


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """assignment.toml."""

    title: Annotated[str, msgspec.Meta(min_length=1)]
    unit: int = 0
    about: str = ""
    disclosure: Disclosure = "hint"
    files: tuple[str, ...] = ()
    grader_files: tuple[str, ...] = ()  # beside the notebook when it is graded, not handed out
    packages: tuple[str, ...] = ("numpy",)
    seed: int | None = None
    seed_variable: str | None = None  # set to the seed before each cell, as in Otter
    imported: bool = False  # tests written for Otter or nbgrader: judged as those of a stock zip
    limits: Limits = Limits()
    inside: Inside = "never"
    environment: EnvironmentSettings | None = None
    contact: str = ""  # else that of course.toml
    class_mean: bool = False
    questions: dict[str, QuestionSettings] = {}


class CourseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """course.toml; the file may be absent."""

    title: str = "Deep learning"
    contact: str = ""  # where a student objects to a report: an address, or a sentence
    grades: dict[str, Any] = {}  # weights and deadlines, which the gradebook reads (gradebook/rules.py)


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
                hint = nearest(name, self.assignments)
                raise CourseError(f"no assignment {name!r} in {self.root / 'assignments'}; {hint}")
        return [self.assignments[n] for n in names] if names else list(self.assignments.values())


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
                raise CourseError(
                    f"{path}: questions.{name}.requires: expected questions before {name}, "
                    f"got {wanted!r} ({found}); {nearest(wanted, earlier)}"
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
    for key in ("files", "grader_files"):
        for name in getattr(settings, key):
            if not (folder / name).exists() or not (folder / name).resolve().is_relative_to(folder.resolve()):
                raise CourseError(f"{folder / 'assignment.toml'}: {key}: {name!r} does not exist in the folder")
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
    settings = course_settings(root)
    found = {f.name: load_assignment(root, f) for f in folders}
    for name, one in found.items():
        if not one.settings.contact:
            own = msgspec.structs.replace(one.settings, contact=settings.contact)
            found[name] = msgspec.structs.replace(one, settings=own)
    return Course(root, settings, found)


def course_settings(root: Path) -> CourseSettings:
    """course.toml of the course in `root`; the defaults where there is none."""
    path = root / "course.toml"
    return read_toml(path, CourseSettings) if path.exists() else CourseSettings()


@contextlib.contextmanager
def importable(root: Path) -> Iterator[None]:
    """The course's answer key can be imported in the block, as it can in the judge."""
    sys.path.insert(0, str(root))
    try:
        yield
    finally:
        sys.path.remove(str(root))
