"""nbgrader: a source notebook as an assignment of ours, so that a submitted one earns what nbgrader would give.

A cell that is graded by running it is a question of its name. nbgrader gives its points when the whole cell runs, so
the hidden test is the whole cell and worth everything, and the public one, its visible part, is worth nothing.
"""

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import nbformat

from autograder.importers.beside import named_in, take_files
from autograder.importers.draft import (
    QUESTION,
    Case,
    Draft,
    ImportRefusedError,
    assignment_name,
    number,
    question_cell,
    raw,
)
from autograder.importers.functions import BUILTINS, Names, executed, names_of, plain, without_magics
from autograder.importers.imports import packages_of

STUB = ["# YOUR CODE HERE", "raise NotImplementedError()"]
TEXT_STUB = "YOUR ANSWER HERE"
AUTOTEST = re.compile(r"^\s*#+\s*(HASHED )?AUTOTEST\b", re.M)


class _Graded:
    """A cell's nbgrader metadata, of any schema."""

    def __init__(self, path: Path, number: int, cell: Any) -> None:
        config = cell.metadata.get("nbgrader") or {}
        self.cell, self.number = cell, number
        self.grade, self.solution, self.task = (bool(config.get(k, False)) for k in ("grade", "solution", "task"))
        self.id = str(config.get("grade_id") or "")
        self.points = 0.0
        if self.grade or self.task:
            try:
                self.points = float(config.get("points", 0) or 0)
            except (TypeError, ValueError):
                raise ImportRefusedError(
                    f"{path}: cell {number}: points: expected a number, found {config.get('points')!r}"
                ) from None
        if (self.grade or self.solution or self.task) and not QUESTION.fullmatch(self.id):
            raise ImportRefusedError(
                f"{path}: cell {number}: grade_id: expected letters, digits, _ and -, found {self.id!r}; "
                "give the cell an id in nbgrader's toolbar"
            )

    @property
    def is_test(self) -> bool:
        return self.grade and not self.solution and not self.task and self.cell.cell_type == "code"

    @property
    def is_manual(self) -> bool:
        return self.task or (self.grade and not self.is_test)


def is_nbgrader(notebook: Any) -> bool:
    """Whether a notebook has cells of nbgrader's."""
    return any(isinstance(c.metadata.get("nbgrader"), dict) for c in notebook.cells)


def import_nbgrader(path: Path, notebook: Any, name: str = "") -> Draft:
    """A source notebook as an assignment of ours.

    Args:
        name: of the assignment, where its folder gives it: all that lies in the folder is of the assignment, then. Of a
            notebook that is named alone only the files that its cells name are.

    Raises:
        ImportRefusedError: the cell and the reason.
    """
    cells = [_Graded(path, i, cell) for i, cell in enumerate(notebook.cells, 1)]
    known: dict[str, int] = {}
    for cell in cells:
        if (cell.grade or cell.solution or cell.task) and known.setdefault(cell.id, cell.number) != cell.number:
            raise ImportRefusedError(
                f"{path}: cells {known[cell.id]} and {cell.number} have one grade_id, {cell.id!r}; give each its own"
            )
    draft = Draft(assignment_name(name or path.stem), path)
    _Converter(draft, cells).run(alone=not name)
    return draft


class _Converter:
    """One notebook on its way."""

    def __init__(self, draft: Draft, cells: list[_Graded]) -> None:
        self.draft, self.cells = draft, cells
        self.names = {c.number: names_of(without_magics(c.cell.source)) for c in cells if c.cell.cell_type == "code"}
        self.tests = [c for c in cells if c.is_test]
        numbers = {c.number for c in self.tests}
        self.bound: set[str] = set().union(*(n.bound for k, n in self.names.items() if n and k not in numbers))
        self.always = False  # a test needs the notebook's own namespace

    def run(self, alone: bool) -> None:
        """Cells, then settings."""
        waiting: list[_Graded] = []  # from the first answer that no test has followed yet
        for cell in self.cells:
            if cell.is_test:
                self.tested(cell, waiting)
                waiting = []
            elif cell.is_manual:
                self.untested(waiting)
                waiting = []
                self.manual(cell)
            elif (cell.solution and cell.cell.cell_type == "code") or waiting:
                waiting.append(cell)
            else:
                self.draft.cells.append(_plain_cell(cell))
        self.untested(waiting)
        self.settings(alone)

    def body(self, waiting: Iterable[_Graded]) -> list[Any]:
        """Answers in their blocks, and what stands between them."""
        found: list[Any] = []
        for cell in waiting:
            if cell.solution:
                found += [raw("# BEGIN SOLUTION"), self.answer(cell), raw("# END SOLUTION")]
            else:
                found.append(_plain_cell(cell))
        return found

    def tested(self, cell: _Graded, waiting: list[_Graded]) -> None:
        """A question: the answers before it, and the test."""
        cases = self.cases(cell)
        public = self.draft.add_tests(cell.id, cases, all_or_nothing=False)
        points = self.draft.points[cell.id]
        self.draft.cells += [question_cell(cell.id, number(points)), *self.body(waiting), *public]
        if not public:
            self.draft.check_by_metadata(cell.id)
        self.draft.cells.append(raw("# END QUESTION"))
        self.keep(cell)

    def cases(self, cell: _Graded) -> list[Case]:
        """The test of a cell: its visible part for no points, and the whole for all of them."""
        source, stem = cell.cell.source, re.sub(r"\W", "_", cell.id)
        where = f"{cell.id} (cell {cell.number})"
        if AUTOTEST.search(source):
            raise ImportRefusedError(
                f"{self.draft.source}: {where}: `### AUTOTEST` makes its tests when nbgrader builds; "
                "import the notebook that nbgrader released, or write the asserts"
            )
        visible, whole = self.visible(cell), self.whole(cell)
        if re.search(r"^\s*[%!]", source, re.M):
            self.draft.note(where, "lines with % or ! do not run in a test", "move them to a cell of their own")
        if names_of(whole) is None:
            raise ImportRefusedError(f"{self.draft.source}: {where}: the test is no Python; correct it in the source")
        if _ends_with_a_value(whole):
            self.draft.note(
                where,
                "its last line is a value; nbgrader takes a number there as partial credit",
                "here it is all or nothing",
            )
        if not _code(whole):
            self.draft.note(where, "has no test: whoever hands in the notebook gets its points", "as nbgrader does")
            return [Case(cell.id, f"def test_{stem}():\n    pass\n", cell.points, hidden=False)]
        self.watch(cell, where, whole)
        shown, missing = self.helpers(cell, visible, self.visible)
        helpers, unknown = self.helpers(cell, whole, self.whole)
        if (_code(whole), helpers) == (_code(visible), shown):
            return [Case(cell.id, self.function(f"test_{stem}", cell, shown, visible), cell.points, hidden=False)]
        hidden = Case(cell.id, self.function(f"test_hidden_{stem}", cell, helpers, whole), cell.points, hidden=True)
        lacks = ", ".join(sorted(missing - unknown))
        if lacks:
            self.draft.note(where, f"needs {lacks}, which only hidden tests bind", "no part of it is a public test")
        if lacks or not _code(visible):
            return [hidden]
        public = self.function(f"test_{stem}", cell, shown, visible)
        return [Case(f"{cell.id}: visible part", public, 0, hidden=False), hidden]

    def function(self, name: str, cell: _Graded, helpers: str, source: str) -> str:
        """A function of a cell's code, behind helpers of earlier test cells."""
        code = helpers + source
        return (None if self.needs_namespace(cell, source) else plain(name, code, self.bound)) or executed(name, code)

    def visible(self, cell: _Graded) -> str:
        """The code that students see of a test cell; none when it is no Python without the hidden part."""
        code = without_magics(_visible(self.draft.source, cell))
        return "" if names_of(code) is None else code

    def whole(self, cell: _Graded) -> str:
        """The code of a test cell with its hidden parts."""
        return without_magics(_without_marks(cell.cell.source))

    def helpers(self, cell: _Graded, source: str, part_of: Callable[[_Graded], str]) -> tuple[str, set[str]]:
        """Statements of earlier test cells that bind names which only they bind, and the names that none binds.

        Args:
            part_of: the code of a test cell in which they may stand: a public test has what students see.
        """
        names = names_of(source)
        wanted = set(names.needed if names else ()) - self.bound - BUILTINS
        found: list[str] = []
        for test in reversed([t for t in self.tests if t.number < cell.number]):
            if not wanted:
                break
            for node in reversed(ast.parse(part_of(test)).body):
                text = ast.unparse(node)
                part = Names(text)
                if part.bound & wanted:
                    wanted = (wanted - part.bound) | (set(part.needed) - self.bound - BUILTINS)
                    found.insert(0, text)
        return "".join(f"{text}\n" for text in found), wanted

    def keep(self, cell: _Graded) -> None:
        """What the visible part of a test binds and later cells use stays in the notebook."""
        later = [c for c in self.cells if c.number > cell.number and not c.is_test and c.cell.cell_type == "code"]
        used = {n for c in later if (names := self.names[c.number]) for n in names.needed}
        wanted = used - self.bound - BUILTINS
        kept: list[str] = []
        for node in reversed(ast.parse(self.visible(cell)).body):
            part = Names(ast.unparse(node))
            if part.bound & wanted:
                wanted |= set(part.needed) - self.bound
                kept.insert(0, ast.unparse(node))
        lost = wanted & Names(self.whole(cell)).bound - Names("\n".join(kept)).bound
        if lost:
            self.draft.note(
                f"{cell.id} (cell {cell.number})",
                f"later cells use {', '.join(sorted(lost))}, which only hidden tests bind",
                "bind it in a cell of the notebook",
            )
        if kept:
            self.draft.cells.append(nbformat.v4.new_code_cell("\n".join(kept)))

    def needs_namespace(self, cell: _Graded, source: str) -> bool:
        """Whether a test changes what functions of the notebook see: it deletes or rebinds a name that they use."""
        names = names_of(source)
        used = {n for k, other in self.names.items() if other and k != cell.number for n in other.late}
        return names is not None and bool((names.bound | names.deleted) & self.bound & used)

    def watch(self, cell: _Graded, where: str, source: str) -> None:
        if self.needs_namespace(cell, source):
            self.always = True
            self.draft.note(
                where, "changes names that functions of the notebook use, so all tests run beside the student's code "
                '(inside = "always"), where they can be tampered with',
                'write it without, then set inside = "fallback"',
            )  # fmt: skip

    def answer(self, cell: _Graded) -> Any:
        """An answer cell with Otter's marks."""
        new = _plain_cell(cell)
        new.source = _otter_marks(self.draft.source, cell)
        return new

    def untested(self, waiting: list[_Graded]) -> None:
        """Answers that no test follows: in the notebook, worth nothing."""
        answers = [c for c in waiting if c.solution]
        if answers:
            self.draft.note(
                f"{answers[0].id} (cell {answers[0].number})",
                "no test follows this answer",
                "it is worth nothing, as in nbgrader",
            )
            self.draft.cells += [question_cell(answers[0].id, 0), *self.body(waiting), raw("# END QUESTION")]
        else:
            self.draft.cells += [_plain_cell(c) for c in waiting]

    def manual(self, cell: _Graded) -> None:
        """What a person grades."""
        what = "a task" if cell.task else "an answer"
        self.draft.add_manual(cell.id, cell.points, f"{cell.id} (cell {cell.number})", f"{what} that people mark")
        cells: list[Any] = []
        if cell.task:
            shown, scheme = _mark_scheme(cell.cell.source)
            new = _plain_cell(cell)
            new.source = shown
            cells = [new]
            if scheme:
                cells += [raw("# BEGIN SOLUTION"), nbformat.v4.new_markdown_cell(scheme), raw("# END SOLUTION")]
        elif not cell.solution:
            cells = [_plain_cell(cell)]
        elif cell.cell.cell_type == "code":
            cells = [raw("# BEGIN SOLUTION"), self.answer(cell), raw("# END SOLUTION")]
        else:
            prompt, solution = _plain_cell(cell), nbformat.v4.new_markdown_cell(_without_marks(cell.cell.source))
            prompt.source = TEXT_STUB
            cells = [
                raw("# BEGIN PROMPT"),
                prompt,
                raw("# END PROMPT"),
                raw("# BEGIN SOLUTION"),
                solution,
                raw("# END SOLUTION"),
            ]
        self.draft.cells += [question_cell(cell.id, number(cell.points), manual=True), *cells, raw("# END QUESTION")]

    def settings(self, alone: bool) -> None:
        """assignment.toml, and the files beside the notebook."""
        draft = self.draft
        take_files(draft, named_in(c.cell for c in self.cells) if alone else None)
        shown = named_in(map(self.shown, self.cells))
        hidden = [name for name in draft.files if alone and name not in shown]
        sources = [c.cell.source for c in self.cells if c.cell.cell_type == "code"]
        draft.settings = {
            "title": draft.name,
            "imported": True,
            "disclosure": "none",
            "files": [name for name in draft.files if name not in hidden],
            **({"grader_files": hidden} if hidden else {}),
            "packages": packages_of(sources, draft.files),
            "inside": "always" if self.always else "fallback",
        }

    def shown(self, cell: _Graded) -> Any:
        """A cell without what only the grader has."""
        new = _plain_cell(cell)
        if cell.is_test:
            new.source = _visible(self.draft.source, cell)
        elif cell.task:
            new.source = _mark_scheme(new.source)[0]
        elif cell.solution and new.cell_type != "code":
            new.source = TEXT_STUB
        return new


def _plain_cell(cell: _Graded) -> Any:
    return nbformat.from_dict(dict(cell.cell))


def _region(path: Path, cell: _Graded, what: str) -> list[tuple[str, bool]]:
    """The lines of a cell, and whether they lie between `BEGIN what` and `END what`; the marks are left out."""
    found, inside = [], False
    for line in cell.cell.source.splitlines():
        if f"BEGIN {what}" in line or f"END {what}" in line:
            if inside == (f"BEGIN {what}" in line):
                raise ImportRefusedError(f"{path}: cell {cell.number}: `BEGIN {what}` and `END {what}` do not match")
            inside = not inside
            found.append((line, True) if inside else ("", False))
            if not inside:
                found.pop()
        else:
            found.append((line, inside))
    if inside:
        raise ImportRefusedError(f"{path}: cell {cell.number}: `BEGIN {what}` has no `END {what}`")
    return found


def _visible(path: Path, cell: _Graded) -> str:
    """What students see of a test cell."""
    return "\n".join(line for line, hidden in _region(path, cell, "HIDDEN TESTS") if not hidden)


def _without_marks(source: str) -> str:
    return "\n".join(
        line for line in source.splitlines() if not re.search(r"(BEGIN|END) (HIDDEN TESTS|SOLUTION)", line)
    )


def _otter_marks(path: Path, cell: _Graded) -> str:
    """The code of an answer cell, with Otter's marks: a solution region becomes nbgrader's stub for students."""
    lines = _region(path, cell, "SOLUTION")
    if not any(inside for _, inside in lines):
        lines = [("# BEGIN SOLUTION", True), *((line, True) for line, _ in lines)]
    found: list[str] = []
    for i, (line, inside) in enumerate(lines):
        if not inside:
            found.append(line)
            continue
        if "BEGIN SOLUTION" in line:  # wherever it stands in the line, as in nbgrader
            indent = line[: len(line) - len(line.lstrip())]
            found.append(f"{indent}# BEGIN SOLUTION NO PROMPT")
        else:
            found.append(line)
        if i + 1 == len(lines) or not lines[i + 1][1] or "BEGIN SOLUTION" in lines[i + 1][0]:
            stub = ['""" # BEGIN PROMPT', *STUB, '""" # END PROMPT']
            found += [f"{indent}# END SOLUTION", *(indent + text for text in stub)]
    return "\n".join(found)


def _mark_scheme(source: str) -> tuple[str, str]:
    """The text of a task, and its mark scheme."""
    scheme = re.findall(r"^.*BEGIN MARK SCHEME.*$(.*?)^.*END MARK SCHEME.*$", source, re.S | re.M)
    shown = re.sub(r"^.*BEGIN MARK SCHEME.*$.*?^.*END MARK SCHEME.*$\n?", "", source, flags=re.S | re.M)
    return shown, "\n".join(scheme).strip()


def _code(source: str) -> str:
    """The code of a text, without comments and layout."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    return ast.unparse([n for n in tree.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))])  # type: ignore[arg-type]


def _ends_with_a_value(source: str) -> bool:
    body = ast.parse(source).body
    last = body[-1] if body else None
    return isinstance(last, ast.Expr) and not isinstance(last.value, ast.Constant | ast.Call)
