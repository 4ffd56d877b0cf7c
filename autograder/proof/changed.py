"""What a change since a git revision touches: the assignments, exams and questions whose proofs it can alter.

Each is touched by a change in its own files (an assignment's folder and `solutions/<name>/`; a question's file and its
hidden tests; exam.toml) and in every module that these import, whatever that imports in turn. Imports are read, not
run. Three rules go beyond them: `<unit>/mistakes/<topic>.py` belongs to `<unit>/<topic>.py`, which looks it up by its
name; a file that is no Python belongs to the modules of its folder; and a name that a package hands on (`from
autograder.checks import agree`) is the module's that defines it. A change to what the proofs run touches everything.
"""

import ast
import functools
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

import autograder
from autograder.course.exams import exam_folders
from autograder.errors import UsageError
from autograder.exam.questions.question import Question

TOOL = Path(autograder.__file__).parent
ASSIGNMENTS = ("autograder.course.build", "autograder.proof.verify")  # what proves them
EXAMS = ("autograder.proof.exams",)
INSTALLED = ("pyproject.toml", "constraints.txt", "requirements.txt")  # of the repository: another NumPy, other results
_IMPORT = re.compile(r"\bfrom\s+([\w.]+)\s+import\s+\(?([\w\s,]+)|\bimport\s+([\w.]+)")  # in what is no Python file


class Change(msgspec.Struct, frozen=True):
    """The files that differ from a revision, those that are new and those that are gone among them."""

    since: str  # the revision, for people
    files: frozenset[Path]  # resolved


def change_since(root: Path, revision: str = "") -> Change:
    """What differs in the repository that the course in `root` is in.

    Args:
        revision: any name git knows; "" is HEAD where something is not committed, else where the branch left `main`.

    Raises:
        UsageError: no repository, no git, an unknown revision.
    """
    try:
        top = Path(_git(root, "rev-parse", "--show-toplevel").strip())
    except UsageError as e:
        raise UsageError(f"{root.resolve()}: expected a git repository to compare with, found none ({e})") from None
    base = revision or _base(root)
    try:
        commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}").strip()
    except UsageError:
        raise UsageError(f"--since: expected a revision of {top}, got {base!r}, which git does not know") from None
    names = _git(top, "diff", "--name-only", "--no-renames", "-z", commit, "--").split("\0")
    names += _git(top, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    return Change(f"{base} ({commit[:9]})", frozenset((top / name).resolve() for name in names if name))


def _base(root: Path) -> str:
    """HEAD when something is not committed, else the commit where the branch left the main one."""
    if _git(root, "status", "--porcelain"):
        return "HEAD"
    for main in ("main", "origin/main", "master"):
        try:
            return _git(root, "merge-base", "HEAD", main).strip()
        except UsageError:
            continue
    raise UsageError("--changed: there is no branch `main` to compare with; say since when: --since REVISION")


def _git(place: Path, *arguments: str) -> str:
    """What git prints.

    Raises:
        UsageError: it fails, or is not there.
    """
    try:
        done = subprocess.run(["git", "-C", str(place), *arguments], capture_output=True, check=False)
    except OSError as e:
        raise UsageError(f"git cannot be run: {e.strerror or e}") from None
    if done.returncode:
        raise UsageError(done.stderr.decode(errors="replace").strip().partition("\n")[0])
    return done.stdout.decode(errors="surrogateescape")


class Touched:
    """What a change touches in the course in `root`."""

    def __init__(self, root: Path, change: Change) -> None:
        self.root, self.files = root.resolve(), change.files
        self.graph = Imports((self.root, TOOL.parent))

    def everything(self, proofs: Iterable[str]) -> Path | None:
        """A changed file that the proofs themselves run; they are given by their modules."""
        reached = self.graph.reached(proofs)
        for path in sorted(self.files):
            if path.is_relative_to(TOOL):
                part = path.relative_to(TOOL).parts[0]
                if part != "checks" and (part == "engine" or self._is(path, reached)):
                    return path
            elif path.name in INSTALLED and (path.parent / ".git").exists():
                return path
        return None

    def assignment(self, folder: Path) -> bool:
        """Whether the proof of the assignment in `folder` may differ."""
        places = (folder.resolve(), self.root / "solutions" / folder.name)
        return any(path.is_relative_to(place) for path in self.files for place in places) or self._by_imports(
            path for path in folder.rglob("*") if path.suffix in (".py", ".md", ".ipynb")
        )

    def exams(self) -> set[str]:
        """Exams whose own settings changed."""
        return {name for name, folder in exam_folders(self.root).items() if folder / "exam.toml" in self.files}

    def questions(self, questions: Mapping[str, Question]) -> set[str]:
        """Questions of exams whose proofs may differ."""
        own = {n: [q.path, q.path.parent / "hidden" / q.path.name] for n, q in questions.items()}
        return {n for n, paths in own.items() if self.files & set(paths) or self._by_imports(paths)}

    def _by_imports(self, files: Iterable[Path]) -> bool:
        reached = self.graph.reached(name for path in files if path.is_file() for name in imports_of(path))
        return any(self._is(path, reached) for path in self.files)

    def _is(self, path: Path, modules: Iterable[str]) -> bool:
        """Whether a file is one of the modules, or lies beside one and is no Python."""
        name = self.graph.name_of(path)
        if path.suffix == ".py":
            return name in modules
        return any(module.rpartition(".")[0] == name.rpartition(".")[0] != "" for module in modules)


class Imports:
    """Who imports whom among the Python files in some folders; a name is a module's, whether it is there or not."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folder.resolve() for folder in folders)

    def name_of(self, path: Path) -> str:
        """The dotted name of a file."""
        for folder in self.folders:
            if path.is_relative_to(folder):
                return ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
        return ""

    @functools.cache  # noqa: B019 - one graph a command
    def file_of(self, name: str) -> Path | None:
        """The file of a module, or the `__init__.py` of a package."""
        for folder in self.folders:
            place = folder.joinpath(*name.split("."))
            for path in (place.with_name(f"{place.name}.py"), place / "__init__.py"):
                if path.is_file():
                    return path
        return None

    def reached(self, names: Iterable[str]) -> set[str]:
        """The modules that these names lead to, and the packages that they lie in."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = self.defined_in(waiting.pop())
            if name in found:
                continue
            found.add(name)
            if (path := self.file_of(name)) is None:
                continue
            waiting += imports_of(path)
            package, _, topic = name.rpartition(".")
            waiting.append(f"{package}.mistakes.{topic}")
            # the packages of it run, too, but what they import is not asked for
            found |= {name[:i] for i, c in enumerate(name) if c == "."}
        return found

    def defined_in(self, name: str) -> str:
        """The module of a name in a module; of a name that a package hands on, the module it comes from."""
        known = name
        while known and self.file_of(known) is None:
            known = known.rpartition(".")[0]
        path = self.file_of(known) if known else None
        if path is None or path.name != "__init__.py" or known == name:
            return known or name
        first = name[len(known) + 1 :].partition(".")[0]
        handed_on = [n for n in imports_of(path) if n.rpartition(".")[2] == first and n != name]
        return self.defined_in(handed_on[-1]) if handed_on else name


@functools.cache
def imports_of(path: Path) -> tuple[str, ...]:
    """All that a file imports, anywhere in it: `from a import b` is "a.b", which may be a module or a name in one."""
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        tree = ast.parse(text) if path.suffix == ".py" else None
    except SyntaxError:  # a question whose code is a template
        tree = None
    return tuple(_in_tree(tree) if tree else _in_text(text))


def _in_tree(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _in_text(text: str) -> Iterator[str]:
    for module, names, alone in _IMPORT.findall(text):
        yield from [alone] if alone else (f"{module}.{n.split()[0]}" for n in names.split(",") if n.strip())
