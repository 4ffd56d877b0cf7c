"""An assignment that is being imported: its master, hidden tests, files and settings, and what could not be carried."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jupytext
import msgspec
import nbformat

from autograder.errors import CourseError
from autograder.files import file_stem

QUESTION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
IGNORED = {"__pycache__", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db"}


class ImportRefusedError(CourseError):
    """A master cannot be imported; the message names it, the cell and the reason."""


class Note(msgspec.Struct, frozen=True):
    """What was not carried as it was: the question or cell, what, and what to do."""

    where: str
    what: str
    todo: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"; {self.todo}" if self.todo else "")


class Case(msgspec.Struct, frozen=True):
    """One test: a function's source, and what Otter's decorator says of it."""

    name: str
    function: str
    points: float
    hidden: bool
    success_message: str | None = None
    failure_message: str | None = None

    def config(self) -> dict[str, Any]:
        """What stands in a TEST CONFIG or decorator."""
        messages = {"success_message": self.success_message, "failure_message": self.failure_message}
        return {"name": self.name, "points": self.points, **{k: v for k, v in messages.items() if v}}

    def cell(self) -> str:
        """The source of a public test cell."""
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.config().items()]
        return '""" # BEGIN TEST CONFIG\n' + "\n".join(lines) + f'\n""" # END TEST CONFIG\n{self.function}'

    def decorated(self) -> str:
        """The function of a hidden test, as it stands in hidden/<question>.py."""
        options = ", ".join(f"{key}={value!r}" for key, value in self.config().items())
        return f"@test_case({options}, hidden=True)\n{self.function}\n"


class Draft(msgspec.Struct):
    """An assignment in the making.

    Args:
        name: of its folder. source: the file that it comes from.
        cells: of the master.
        hidden: question → text of its file of hidden tests.
        files: name in the folder → where its bytes are now.
        settings: of assignment.toml.
    """

    name: str
    source: Path
    cells: list[Any] = []
    hidden: dict[str, str] = {}
    files: dict[str, Path] = {}
    settings: dict[str, Any] = {}
    notes: list[Note] = []
    points: dict[str, float] = {}  # of each question that tests or people grade

    def note(self, where: str, what: str, todo: str = "") -> None:
        """Adds to the list of what was not carried."""
        self.notes.append(Note(where, what, todo))

    def add_manual(self, question: str, points: float, where: str, what: str) -> None:
        """A question that people mark; what it came from has no rubric."""
        todo = f'[questions."{question}"] rubric = [{{name = "…", points = …}}, …] in assignment.toml'
        if points:
            self.points[question] = points
            self.note(where, f"{what}, {points:g} points, has no rubric: one mark for all", f"write {todo}")
        else:
            self.note(where, f"{what} has no points: nobody is asked to mark it", "give it points, then a rubric")

    def add_tests(self, question: str, cases: list[Case], all_or_nothing: bool) -> list[Any]:
        """The cells of the public cases; hidden ones go to their file."""
        public, hidden = [c for c in cases if not c.hidden], [c for c in cases if c.hidden]
        self.points[question] = sum(c.points for c in [*public, *hidden])
        if hidden:
            head = f'"""Hidden tests of {question}, from {self.source.name}."""\n\n'
            head += "from otter.test_files import test_case\n"
            if all_or_nothing and not public:
                head += "\nall_or_nothing = True\n"
            self.hidden[question] = head + "".join(f"\n\n{c.decorated()}" for c in hidden)
        if not public:
            return []
        return [raw("# BEGIN TESTS"), *(nbformat.v4.new_code_cell(c.cell()) for c in public), raw("# END TESTS")]

    def check_by_metadata(self, question: str) -> None:
        """No test is public, so that no cell checks the question: the last code cell asks for it, as Otter does."""
        for cell in reversed(self.cells):
            if cell.cell_type == "code" and "# BEGIN TEST CONFIG" not in cell.source:  # tests leave the notebook
                config = cell.metadata.setdefault("otter", nbformat.from_dict({}))
                config["tests"] = [*config.get("tests", []), question]
                return

    def write(self, folder: Path) -> Path:
        """Writes `folder/<name>`, whole or not at all.

        Raises:
            ImportRefusedError: it exists, a file is missing, or there is no test.
        """
        target = folder / self.name
        if target.exists():
            raise ImportRefusedError(
                f"{self.source}: {target} exists; move it away, or choose another folder with --out"
            )
        if not self.points:
            raise ImportRefusedError(
                f"{self.source}: has no question with tests or for people to mark, so there is nothing to grade; "
                "expected `# BEGIN TESTS` in a question (Otter) or a cell that is graded (nbgrader)"
            )
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{self.name}.", dir=folder) as work:
            new = Path(work) / self.name
            new.mkdir()
            for name, path in self.files.items():
                self._copy(path, new / name)
            (new / f"{self.name}{self._suffix()}").write_text(self._master(), encoding="utf-8")
            (new / "assignment.toml").write_text(_toml(self.settings), encoding="utf-8")
            for question, text in self.hidden.items():
                (new / "hidden").mkdir(exist_ok=True)
                (new / "hidden" / f"{question}.py").write_text(text, encoding="utf-8")
            new.rename(target)
        return target

    def _copy(self, path: Path, target: Path) -> None:
        if not path.exists():
            raise ImportRefusedError(
                f"{self.source}: names the file {path}, which does not exist; put it there and import again"
            )
        if path.is_symlink() and self.leaves_out(path, path.name):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, target, ignore=self._left_out(path), dirs_exist_ok=True)
        else:
            shutil.copy(path, target)

    def _left_out(self, root: Path) -> Callable[[str, list[str]], set[str]]:
        """What `copytree` leaves out of a folder."""

        def left_out(folder: str, names: list[str]) -> set[str]:
            inside = Path(folder).relative_to(root.parent)
            others = sorted(set(names) - IGNORED)
            return IGNORED | {n for n in others if self.leaves_out(Path(folder, n), (inside / n).as_posix())}

        return left_out

    def leaves_out(self, path: Path, name: str) -> bool:
        """Whether a file is a link or hidden: either may be, or lead to, what nobody meant to hand out."""
        what = "a link" if path.is_symlink() else "hidden" if path.name.startswith(".") else ""
        if what:
            self.note("files", f"{name} is {what} and was left out", "put a plain copy there, or do without it")
        return bool(what)

    def _notebook(self) -> Any:
        cells = []
        for cell in self.cells:
            new = nbformat.from_dict({k: v for k, v in cell.items() if k not in ("id", "outputs", "execution_count")})
            if new.cell_type == "code":
                new.outputs, new.execution_count = [], None
            cells.append(new)
        notebook = nbformat.v4.new_notebook(nbformat_minor=4)  # without ids
        notebook.cells = cells
        notebook.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
        return notebook

    def _suffix(self) -> str:
        """`.py` when the text of the master says all that the notebook does, else `.ipynb`."""
        notebook = self._notebook()
        if any(cell.get("attachments") for cell in notebook.cells):
            return ".ipynb"
        again = jupytext.reads(jupytext.writes(notebook, "py:percent"), "py:percent")
        facts = [[(c.cell_type, c.source.strip()) for c in n.cells] for n in (notebook, again)]
        return ".py" if facts[0] == facts[1] else ".ipynb"

    def _master(self) -> str:
        notebook = self._notebook()
        if self._suffix() == ".py":
            notebook.metadata["jupytext"] = {"cell_metadata_filter": "all", "notebook_metadata_filter": "-all"}
            text: str = jupytext.writes(notebook, "py:percent")
            return text
        return str(nbformat.writes(notebook))


def raw(source: str) -> Any:
    """A raw cell."""
    return nbformat.v4.new_raw_cell(source)


def question_cell(name: str, points: float | None, **more: Any) -> Any:
    """The raw cell that begins a question."""
    config = {"name": name, **({} if points is None else {"points": points}), **more}
    return raw("# BEGIN QUESTION\n" + "\n".join(f"{key}: {json.dumps(value)}" for key, value in config.items()))


def assignment_name(text: str) -> str:
    """A name of an assignment from any text: letters, digits, `_` and `-`, a letter first."""
    safe = re.sub(r"[^A-Za-z0-9_-]+", "-", file_stem(text)).strip("-") or "assignment"
    return safe if safe[0].isalpha() or safe[0] == "_" else f"a{safe}"


def number(points: Any) -> Any:
    """Whole points without `.0`."""
    return int(points) if isinstance(points, float) and points.is_integer() else points


def _toml(settings: dict[str, Any]) -> str:
    """Flat settings: text, numbers, booleans and lists of them are written in TOML as in JSON."""
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items())
