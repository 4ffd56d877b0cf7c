"""Otter Assign masters: read by Otter's own parser, so that its rules hold, and written as masters of ours."""

import ast
import contextlib
import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from otter.assign.assignment import Assignment
from otter.assign.blocks import (
    BlockType,
    extract_all_fenced_otter_cells,
    is_assignment_config_cell,
    is_block_boundary_cell,
)
from otter.assign.notebook_transformer import NotebookTransformer
from otter.assign.solutions import remove_ignored_lines, replace_solutions
from otter.assign.tests_manager import AssignmentTestsManager
from otter.assign.utils import is_ignore_cell
from otter.test_files.abstract_test import TestCase, TestFile
from otter.utils import get_source

from autograder.importers.draft import (
    QUESTION,
    Case,
    Draft,
    ImportRefusedError,
    assignment_name,
    number,
    question_cell,
)
from autograder.importers.functions import from_examples, names_of, without_magics
from autograder.importers.imports import packages_of

INSTEAD = {
    "student_files": "students hand these in beside the notebook, which grading reads anyway; a test finds them there",
    "plugins": "grading runs no plugins; do by hand what they did",
    "show_question_points": "the points stand in every report",
    "runs_on": "the student notebook needs `pip install otter-grader` in its first cell there",
    "python_version": "grading uses the Python that runs it",
}


class _Tests(AssignmentTestsManager):
    """Otter's tests manager, which also remembers where each test stands."""

    def __init__(self, assignment: Assignment) -> None:
        super().__init__(assignment)
        self.cells: dict[str, list[Any]] = {}

    def read_test(self, cell: Any, question: Any) -> None:
        if cell.get("outputs") is None:
            cell.outputs = []
        super().read_test(cell, question)
        self.cells.setdefault(question.name, []).append(cell)


def read_notebook(path: Path) -> Any:
    """A master of any kind that Otter or jupytext reads.

    Raises:
        ImportRefusedError: it is no notebook, or not in Python.
    """
    if path.suffix.lower() == ".rmd":
        raise ImportRefusedError(
            f"{path}: R Markdown cannot be imported; convert it to .ipynb, .qmd or .py with jupytext"
        )
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix.lower() == ".qmd":  # Quarto's chunks are those of R Markdown
            notebook = jupytext.reads(text, "Rmd")
        elif path.suffix.lower() == ".ipynb":
            notebook = nbformat.reads(text, as_version=4)
        else:
            notebook = jupytext.read(path)  # of the kind that its header names
    except Exception as e:
        raise ImportRefusedError(f"{path}: cannot be read as a notebook: {e}") from None
    spec, info = notebook.metadata.get("kernelspec", {}), notebook.metadata.get("language_info", {})
    chunks = Counter(
        m[1].lower()
        for c in notebook.cells
        if c.cell_type == "code" and (m := re.match(r"%%(R|julia|bash|sh)\b", c.source))
    )
    language = str(spec.get("language") or info.get("name") or "python").lower()
    if path.suffix.lower() == ".qmd" and chunks["r"]:
        language = "r"
    if language != "python":
        raise ImportRefusedError(f"{path}: is written in {language}; only Python can be imported")
    return notebook


def import_otter(path: Path, notebook: Any) -> Draft:
    """An Otter Assign master as an assignment of ours.

    Raises:
        ImportRefusedError: Otter would refuse it, too, with the cell and the reason.
    """
    old = [
        i
        for i, c in enumerate(notebook.cells, 1)
        if c.cell_type == "markdown" and re.search(r"^```\s*\n?(BEGIN QUESTION|# BEGIN QUESTION)", c.source, re.M)
    ]
    if old:
        raise ImportRefusedError(
            f"{path}: cell {old[0]} begins a question in the format of Otter before version 3 (a block in Markdown); "
            "only raw cells and ```otter blocks can be imported; run `otter assign` of version 3 or 4 with --v0, or "
            "move the block to a raw cell"
        )
    assignment, tests = _parsed(path, notebook)
    draft = Draft(assignment_name(str(assignment.name or path.stem)), path)
    if assignment.name and assignment.name != draft.name:
        draft.note(
            "name",
            f"{assignment.name!r} is {draft.name!r} here",
            "hand the notebook out anew: older copies name another assignment",
        )
    _Converter(draft, notebook, assignment, tests).run()
    return draft


def _parsed(path: Path, notebook: Any) -> tuple[Any, _Tests]:
    assignment = Assignment()
    assignment.master, assignment.lang = path.resolve(), "python"
    tests = _Tests(assignment)
    copied = nbformat.from_dict(notebook)
    for cell in copied.cells:
        cell.setdefault("metadata", nbformat.from_dict({}))
        if not cell.source:
            cell.source = "\n"  # Otter looks at the first line
    try:
        with contextlib.chdir(path.resolve().parent), _quiet():
            NotebookTransformer(assignment, tests).transform_notebook(copied)
    except Exception as e:
        what = str(e) or "a question's blocks are incomplete"
        raise ImportRefusedError(f"{path}: Otter Assign refuses it: {type(e).__name__}: {what}") from None
    return assignment, tests


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        logging.disable(before)


class _Converter:
    """One master on its way."""

    def __init__(self, draft: Draft, notebook: Any, assignment: Any, tests: _Tests) -> None:
        self.draft, self.assignment, self.tests = draft, assignment, tests
        self.cells = [c for c in extract_all_fenced_otter_cells(_with_lines(notebook.cells)) if not is_ignore_cell(c)]
        self.bound: set[str] = set()
        for cell in self.cells:
            cell.source = "\n".join(remove_ignored_lines(get_source(cell)))
            names = names_of(without_magics(cell.source)) if cell.cell_type == "code" else None
            self.bound |= names.bound if names else set()

    def run(self) -> None:
        """Cells, then settings."""
        self.read_settings()
        questions = iter(self.tests._questions.values())
        question: Any = None
        name, block = "", None
        public: list[Any] = []
        for cell in self.cells:
            if is_assignment_config_cell(cell):
                continue
            begins = next((b for b in BlockType if is_block_boundary_cell(cell, b)), None)
            ends = next((b for b in BlockType if is_block_boundary_cell(cell, b, end=True)), None)
            if begins is BlockType.QUESTION:
                question = next(questions)
                name, public = self.begin(question)
            elif begins is BlockType.TESTS or block is BlockType.TESTS:
                block = None if ends else BlockType.TESTS
            elif ends is BlockType.QUESTION:
                self.draft.cells += [*public, cell]
                if name in self.draft.hidden and not public:
                    self.draft.check_by_metadata(name)
                question = None
            else:
                block = None if ends else begins or block
                self.draft.cells.append(self.strip(cell, question, block))

    def begin(self, question: Any) -> tuple[str, list[Any]]:
        """The cell that begins a question, and the cells of its public tests."""
        name = str(question.name)
        if not QUESTION.fullmatch(name):
            new = re.sub(r"[^A-Za-z0-9_.-]+", "_", name).strip(".-") or "question"
            self.draft.note(
                name, f"is called {new!r} here", "hand the notebook out anew: older copies check another name"
            )
            name = new
        if name in self.draft.points:
            raise ImportRefusedError(f"{self.draft.source}: two questions are called {name!r}; give each its own name")
        cells = self.cases(name, question)
        more = {key: True for key in ("export", "all_or_nothing") if getattr(question, key)}
        if not question.check_cell:
            more["check_cell"] = False
        points = self.draft.points.get(name)
        if points is None and question.manual:
            more["manual"], points = True, question.points if isinstance(question.points, int | float) else 0
            self.draft.add_manual(name, points, name, "an answer that people mark (`manual: true`)")
        elif points is None:
            self.draft.note(name, "has no tests", "it stays in the notebook and is worth nothing, as in Otter")
            points = 0
        elif question.manual:
            self.draft.note(name, "is `manual: true` and has tests", "the tests count, as in Otter")
        self.draft.cells.append(question_cell(name, number(points), **more))
        return name, cells

    def cases(self, name: str, question: Any) -> list[Any]:
        """The cells of a question's public tests; its hidden ones go to the draft."""
        if not self.tests.has_tests(question):
            return []
        cells = self.tests.cells[question.name]
        try:
            info = self.tests._create_test_file_info(question.name)
            found = info["test_cases"]
            points = info["points"]
            functions, keep = self.functions(name, cells, found)
            if len(keep) < len(found) and isinstance(points, list):
                raise ValueError("two of its tests have one function name, and `points` is a list")
            resolved = TestFile.resolve_test_file_points(points, [found[i] for i in keep])
        except (ValueError, TypeError, AssertionError) as e:
            raise ImportRefusedError(f"{self.draft.source}: {question.name}: {e}") from None
        titles: set[str] = set()
        cases = []
        for i, case in zip(keep, resolved, strict=True):
            title = self.title(name, i, cells[i], titles)
            messages = [_text(m) for m in (case.success_message, case.failure_message)]
            cases.append(Case(title, functions[i], number(case.points), bool(case.hidden), *messages))
        if any(c.points < 0 for c in cases):
            raise ImportRefusedError(f"{self.draft.source}: {question.name}: a test has negative points")
        return self.draft.add_tests(name, cases, bool(question.all_or_nothing))

    def functions(self, name: str, cells: list[Any], found: list[TestCase]) -> tuple[dict[int, str], list[int]]:
        """A function for each test, and the tests that run: of two functions of one name Otter runs the last."""
        stem = re.sub(r"\W", "_", name)
        if self.assignment.tests.ok_format:
            return {i: self.ok(f"test_{stem}_{i + 1}", i, case) for i, case in enumerate(found)}, list(
                range(len(found))
            )
        functions, last = {}, {}
        for i, cell in enumerate(cells):
            function = _function(cell.source)
            functions[i] = ast.get_source_segment(cell.source, function) or ast.unparse(function)
            if function.decorator_list:
                functions[i] = ast.unparse(function)
            if function.name in last:
                self.draft.note(
                    name,
                    f"two tests are called {function.name}; only the last runs, as in Otter",
                    "rename one to have both",
                )
            last[function.name] = i
        return functions, sorted(last.values())

    def ok(self, function: str, number: int, case: TestCase) -> str:
        try:
            return from_examples(function, case.body, self.bound)
        except ValueError as e:
            raise ValueError(f"test {number + 1} is no doctest: {e}") from None

    def title(self, question: str, number: int, cell: Any, known: set[str]) -> str:
        """The name that the author gave a case, else Otter's."""
        config = self.tests._parse_test_config(get_source(cell))[0]
        title = str(config.get("name") or f"{question} - {number + 1}")
        while title in known:
            title += " (again)"
        known.add(title)
        return title

    def strip(self, cell: Any, question: Any, block: Any) -> Any:
        """A cell; of solutions outside their blocks (`strip_solutions_from_all_cells`) only what students get."""
        if (
            self.assignment.strip_solutions_from_all_cells
            and cell.cell_type == "code"
            and block is not BlockType.SOLUTION
        ):
            lines = get_source(cell)
            stripped = replace_solutions(lines, "python")
            if stripped != lines:
                where = str(question.name) if question else f"the cell {lines[0][:40]!r}"
                self.draft.note(
                    where, "a solution outside BEGIN SOLUTION (`strip_solutions_from_all_cells`) was left out",
                    "put it into a solution block of a question, or the official solution fails",
                )  # fmt: skip
                cell.source = "\n".join(stripped)
        return cell

    def read_settings(self) -> None:
        """assignment.toml from Otter's settings."""
        given, folder, draft = self.assignment, self.draft.source.resolve().parent, self.draft
        generate = given.generate if given.generate not in (None, False, True) else None
        seed = given.seed.autograder_value if given.seed.variable else getattr(generate, "seed", None)
        variable = given.seed.variable or getattr(generate, "seed_variable", None)
        for key in ("files", "autograder_files"):
            for name in getattr(given, key) or ():
                inside = (folder / name).resolve()
                if not inside.is_relative_to(folder):
                    raise ImportRefusedError(f"{draft.source}: {key}: {name!r} lies outside the master's folder")
                draft.files[inside.relative_to(folder).as_posix()] = inside
        settings: dict[str, Any] = {"title": str(given.name or draft.name), "imported": True}
        settings["disclosure"] = "full" if getattr(generate, "show_hidden", False) else "none"
        files = [p.resolve().relative_to(folder).as_posix() for p in (folder / f for f in given.files or ())]
        settings["files"] = list(dict.fromkeys(files))
        if given.autograder_files:
            only = [(folder / f).resolve().relative_to(folder).as_posix() for f in given.autograder_files]
            settings["grader_files"] = [f for f in dict.fromkeys(only) if f not in files]
        settings["packages"] = packages_of([c.source for c in self.cells if c.cell_type == "code"], draft.files)
        if isinstance(seed, int):
            settings["seed"] = seed
        if variable:
            settings["seed_variable"] = str(variable)
        settings["inside"] = "fallback"
        draft.settings = settings
        self.note_settings(generate)

    def note_settings(self, generate: Any) -> None:
        """What no setting of ours says."""
        given, draft = self.assignment, self.draft
        folder = draft.source.resolve().parent
        for key, file in (("requirements", "requirements.txt"), ("environment", "environment.yml")):
            value = getattr(given, key)
            if isinstance(value, str) and (folder / value).is_file():
                draft.files[file] = folder / value
                draft.note(key, f"{value} was copied to {file}", "install it where you grade")
            elif value:
                draft.note(key, f"{value}", "install it where you grade")
        if given.seed.variable and given.seed.student_value is not None:
            todo = (
                f"write {given.seed.variable} = {given.seed.student_value} in the master, or leave them the solution's"
            )
            draft.note("seed", f"students' copies had the value {given.seed.student_value}", todo)
        changed = given.get_user_config()
        for key, todo in INSTEAD.items():
            if changed.get(key) not in (None, False, [], "default"):
                draft.note(key, f"{changed[key]}", todo)
        for key in ("points_possible", "score_threshold"):
            if generate is not None and getattr(generate, key, None) is not None:
                draft.note(f"generate.{key}", f"{getattr(generate, key)}", "apply it to the scores")
        for key in getattr(generate, "plugins", None) or ():
            draft.note("generate.plugins", f"{key}", "grading runs no plugins")


def _with_lines(cells: list[Any]) -> list[Any]:
    """Copies of the cells; an empty one has a line, because Otter looks at the first."""
    found = [nbformat.from_dict(dict(c)) for c in cells]
    return [c for c in found if c.source.strip()]


def _function(source: str) -> ast.FunctionDef:
    return next(n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef))


def _text(message: Any) -> str | None:
    return None if message is None else str(message)
