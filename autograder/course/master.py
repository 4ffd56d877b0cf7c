"""A master as a notebook: its questions, their points, and the cells of official answers, which are marked."""

import ast
import contextlib
import re
from pathlib import Path
from typing import Any

import jupytext
import msgspec
import nbformat
import yaml

from autograder.cells import block_edge, mark_answer
from autograder.course.course import Assignment, check_requires
from autograder.course.rubric import rubric_problem
from autograder.errors import BuildError

SHORTEST_SECRET = 12  # characters; shorter lines say nothing
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")  # of assignments
QUESTION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
HALVES = "make two questions of it, one for the tests and one for people"
PROMPT = "_Type your answer here, replacing this text._"  # as Otter asks for a text
NO_SOLUTION = {PROMPT, "YOUR ANSWER HERE"}  # nbgrader's: an author who writes none leaves it


class Master(msgspec.Struct):
    """A master that has been read."""

    path: Path
    notebook: Any
    points: dict[str, float] = {}  # of each question
    manual: set[str] = set()  # of these: people mark them
    case_names: dict[str, str] = {}  # public test function → name of its case
    case_messages: dict[str, dict[str, str]] = {}  # public test function → success_message, failure_message
    removed: set[str] = set()  # lines that Otter takes out of the student notebook
    place: str = ""  # while cells are read: "q2, cell 7", all cells counted from 1 as VS Code does

    def fail(self, message: str, file: Path | None = None) -> BuildError:
        """An error of the master (at the cell that is being read), or of a file beside it."""
        place = f"{self.place}: " if self.place and file is None else ""
        return BuildError(f"{file or self.path}: {place}{message}")

    def aliases(self) -> dict[str, str]:
        """Names that the cells bind to modules: `import numpy as np` makes np → numpy."""
        found: dict[str, str] = {}
        for cell in self.notebook.cells:
            if cell.cell_type != "code":
                continue
            with contextlib.suppress(SyntaxError):
                for node in ast.parse(cell.source).body:
                    if isinstance(node, ast.Import):
                        found |= {a.asname: a.name for a in node.names if a.asname}
        return found


def read_master(assignment: Assignment) -> Master:
    """The master of an assignment; its official answers keep their marks in everything that is built.

    Raises:
        BuildError: with the file, what was expected, what was found.
    """
    master = Master(assignment.master, None)
    master.notebook = _notebook(master)
    question, block = None, ""
    cells: list[Any] = []
    place = _Place()
    for number, cell in enumerate(master.notebook.cells, 1):
        master.place = f"{question}, cell {number}" if question else f"cell {number}"
        if (edge := block_edge(cell)) is not None:
            begins, kind = edge[0] == "BEGIN", edge[1]
            if kind == "QUESTION":
                if question in master.manual:
                    place.add_to(cells, str(question))
                question, place = _add_question(master, edge[2]) if begins else None, _Place()
            else:
                block = kind if begins else ""
                if block == "SOLUTION" and place.solution is None:
                    place.solution = len(cells)
        elif block == "TESTS" and cell.cell_type == "code":
            _name_case(master, cell)
        elif question and block == "SOLUTION" and (cell.cell_type == "code" or question in master.manual):
            mark_answer(cell, question)
            master.removed |= _solution_lines(cell)
            place.note(cell)
        elif question in master.manual and block == "PROMPT":
            mark_answer(cell, str(question))
            place.prompt = True
        cells.append(cell)
    master.place = ""
    master.notebook.cells = cells
    if not master.points:
        how = "; in .md a raw cell stands between `<!-- #raw -->` and `<!-- #endraw -->`" * (
            master.path.suffix == ".md"
        )
        raise master.fail(f"expected at least one `# BEGIN QUESTION` raw cell, found none{how}")
    toml = assignment.folder / "assignment.toml"
    for name in [*assignment.hidden, *assignment.questions]:
        if name not in master.points:
            message = f"is for {name!r}, but the master has no such question: {', '.join(master.points)}"
            raise master.fail(message, assignment.hidden.get(name, toml))
    check_requires(toml, assignment.questions, list(master.points))
    _check_rubrics(toml, assignment, master)
    return master


class _Place(msgspec.Struct):
    """Where the answer to a question goes that people mark."""

    solution: int | None = None  # index of the cell that begins its solution
    prompt: bool = False
    code: bool = False  # its solution has code, whose stub is a place; else text, which Otter takes out
    text: bool = False

    def note(self, cell: Any) -> None:
        """A cell of the solution."""
        if cell.cell_type == "code":
            self.code = True
        else:
            self.text = True

    def add_to(self, cells: list[Any], question: str) -> None:
        """Puts a cell for a text where there is none: Otter's own bears no mark, and some questions get none of it."""
        if self.prompt or (self.code and not self.text):
            return
        cell = nbformat.v4.new_markdown_cell(PROMPT)
        mark_answer(cell, question)
        at = len(cells) if self.solution is None else self.solution
        edges = [nbformat.v4.new_raw_cell(f"# {edge} PROMPT") for edge in ("BEGIN", "END")]
        cells[at:at] = [edges[0], cell, edges[1]]


def _check_rubrics(toml: Path, assignment: Assignment, master: Master) -> None:
    """Rubrics are for questions that people mark, and their criteria add up; no test decides there."""
    for name, settings in assignment.questions.items():
        if settings.rubric and name not in master.manual:
            raise master.fail(
                f"questions.{name}.rubric: is for questions that people mark; "
                f"write `manual: true` below `name: {name}` in {master.path.name}, or remove the rubric",
                toml,
            )
        if settings.rubric and (problem := rubric_problem(settings.rubric, master.points[name])):
            raise master.fail(f"questions.{name}.rubric: {problem}", toml)
        for other in (name, *settings.requires) if settings.requires else ():
            if other in master.manual:
                raise master.fail(f"questions.{name}.requires: people mark {other}, so no test finds it wrong", toml)
    for name in sorted(master.manual & assignment.hidden.keys()):
        raise master.fail(f"people mark {name} (`manual: true`); {HALVES}", assignment.hidden[name])


def _notebook(master: Master) -> Any:
    try:
        notebook = jupytext.read(master.path)
    except Exception as e:
        raise master.fail(f"cannot be read as a notebook: {e}") from None
    for number, cell in enumerate(notebook.cells, 1):
        if re.match(r"#\s*ASSIGNMENT CONFIG", cell.source, re.I):
            raise master.fail(
                f"cell {number}: has its own `# ASSIGNMENT CONFIG` cell; its settings belong in assignment.toml"
            )
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    return notebook


def _add_question(master: Master, text: str) -> str:
    """The question that a BEGIN QUESTION cell begins."""
    try:
        config = yaml.safe_load(re.sub(r"^#\s?", "", text, flags=re.M)) or {}
        name, points = config["name"], config["points"]
        manual = bool(config.get("manual"))
    except (yaml.YAMLError, KeyError, TypeError) as e:
        raise master.fail(f"a BEGIN QUESTION cell needs `name` and `points`: {e}") from None
    if not isinstance(name, str) or not QUESTION.fullmatch(name):
        raise master.fail(f"question name: expected letters, digits, _, - and ., got {name!r}")
    if name in master.points:
        raise master.fail(f"two questions are called {name!r}; names must be unique")
    if not isinstance(points, int | float) or isinstance(points, bool) or points < 0:
        raise master.fail(f"{name}: points: expected a number of at least 0, got {points!r}")
    master.points[name] = float(points)
    if manual:
        master.manual.add(name)
    return name


def _name_case(master: Master, cell: Any) -> None:
    """A public case is called as its TEST CONFIG says, else after its function (Otter numbers them).

    Messages leave the cell: Otter pastes them between quotes, so that a quote, a line break or LaTeX would break or
    change the test file; `named` (testfiles.py) writes them.
    """
    source = cell.source
    function = re.search(r"^def (\w+)\(", source, re.M)
    if function is None:
        raise master.fail("a test cell needs a test function `def test_…(…):`")
    config = re.search(r'(BEGIN TEST CONFIG\n)(.*?)(\n""")', source, re.S)
    try:
        settings = (yaml.safe_load(config[2]) if config else None) or {}
        name, hidden = settings.get("name"), settings.get("hidden")
    except (yaml.YAMLError, AttributeError) as e:
        raise master.fail(f"{function[1]}: a TEST CONFIG needs lines `key: value`: {e}") from None
    if hidden:
        raise master.fail(f"{function[1]}: is hidden; hidden tests belong in hidden/<question>.py")
    words = function[1].removeprefix("test_").removeprefix("public_").replace("_", " ")
    master.case_names[function[1]] = str(name or words)
    messages = {key: settings.pop(key) for key in ("success_message", "failure_message") if key in settings}
    for key, text in messages.items():
        if not isinstance(text, str):
            raise master.fail(f"{function[1]}: {key}: expected text, found {text!r}; put it between quotes")
    if config and messages:
        master.case_messages[function[1]] = messages
        rest = yaml.safe_dump(settings or {"hidden": False}, sort_keys=False).rstrip("\n")
        cell.source = source[: config.start(2)] + rest + source[config.end(2) :]


def _solution_lines(cell: Any) -> set[str]:
    """Lines of a solution cell that Otter removes for students: of a text all."""
    if cell.cell_type != "code":
        return {s for line in cell.source.splitlines() if len(s := line.strip()) >= SHORTEST_SECRET} - NO_SOLUTION
    lines, inside = set(), False
    for line in cell.source.splitlines():
        if re.search(r"#\s*BEGIN SOLUTION", line):
            inside = True
        elif re.search(r"#\s*END SOLUTION", line):
            inside = False
        elif inside or re.search(r"#\s*SOLUTION\s*$", line):
            lines.add(re.sub(r"\s*#\s*SOLUTION.*$", "", line).strip())
    return {s for s in lines if len(s) >= SHORTEST_SECRET and not s.startswith("#")}
