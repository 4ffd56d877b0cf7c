"""Builds an assignment through Otter Assign: a student folder and a bundle, proved before they replace the old ones.

    master (jupytext or notebook) ──jupytext──> notebook + config cell ──otter.assign──> student folder, solved notebook
    public tests (from the master) + hidden/<question>.py ──> tests/<question>.py of the bundle

Nothing hidden reaches the student folder: it is searched, byte by byte, for every line of the hidden tests and of the
solutions. Builds are reproducible: the same sources give the same bytes.
"""

import ast
import contextlib
import io
import json
import logging
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jupytext
import msgspec
import nbformat
import yaml
from otter.assign import main as otter_assign
from otter.test_files.exception_test import ExceptionTestFile

from autograder.bundle import FORMAT, Manifest, QuestionInfo, load_bundle
from autograder.corpus import answer_of, fill_in
from autograder.course import Assignment, QuestionSettings, check_requires
from autograder.errors import BuildError, UsageError
from autograder.results import Report, Status

__all__ = ["Built", "build_assignment", "load_bundle", "new_assignment"]

ZIP_TIME = (2020, 1, 1, 0, 0, 0)
KEY_PACKAGE = "reference"  # the course's answer key
STOCK_MODULES = (
    "__init__.py",
    "errors.py",
    "results.py",
    "memory.py",
    *(f"checks/{p.name}" for p in sorted((Path(__file__).parent / "checks").glob("*.py"))),
)  # what hidden tests import of this package
SHORTEST_SECRET = 12  # characters; shorter lines say nothing
_BLOCK = re.compile(r"^#\s*(BEGIN|END)\s+(QUESTION|SOLUTION|TESTS|PROMPT)\b(.*)", re.S | re.I)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class Built(msgspec.Struct, frozen=True):
    """What one build made."""

    name: str
    student: Path
    bundle: Path
    stock: Path | None
    questions: int
    points: float


def build_assignment(
    assignment: Assignment,
    out: Path,
    *,
    stock: bool = False,
    grade: Callable[[Path, Path], Report] | None = None,
) -> Built:
    """Builds into a temporary folder beside `out/<name>` and renames: an interrupted build leaves the old one.

    Args:
        stock: also write a zip that stock `otter run` accepts (its answer key can be read there, as in any).
        grade: grades a notebook with a bundle; when given, the official solution must earn full marks and the untouched
            notebook no hidden point.

    Raises:
        BuildError: with the file, what was expected, what was found.
    """
    out.mkdir(parents=True, exist_ok=True)
    target = out / assignment.name
    with tempfile.TemporaryDirectory(prefix=f".{assignment.name}.", dir=out) as folder:
        work = Path(folder)
        new = work / assignment.name
        new.mkdir()
        builder = _Builder(assignment, work)
        builder.assign()
        builder.write_student(new / "student")
        bundle = builder.write_zip(new / f"{assignment.name}.zip", stock=False)
        stock_name = f"{assignment.name}-stock.zip"
        stock = stock or (target / stock_name).exists()  # one that somebody asked for does not vanish
        stock_path = builder.write_zip(new / stock_name, stock=True) if stock else None
        builder.check_leaks(new / "student")
        if grade is not None:
            builder.prove(grade, bundle)
        old = work / "old"
        if target.exists():
            target.rename(old)
        new.rename(target)
    points = sum(builder.points.values())
    return Built(
        assignment.name, target / "student", target / bundle.name, target / stock_path.name if stock_path else None,
        len(builder.points), points,
    )  # fmt: skip


class _Builder:
    """One build."""

    def __init__(self, assignment: Assignment, work: Path) -> None:
        self.assignment = assignment
        self.settings = assignment.settings
        self.work = work
        self.assigned = work / "assigned"
        self.notebook = self._read_master()
        self.points: dict[str, float] = {}
        self.tests: dict[str, str] = {}
        self.case_names: dict[str, str] = {}  # public test function → name of its case
        self.removed: set[str] = set()  # lines that Otter takes out of the student notebook
        self.secrets: set[str] = set()
        self.public_lines: set[str] = {"from otter.test_files import test_case"}  # of tests that students get
        self._mark_answers()

    def fail(self, message: str, file: Path | None = None) -> BuildError:
        return BuildError(f"{file or self.assignment.master}: {message}")

    def _read_master(self) -> Any:
        try:
            notebook = jupytext.read(self.assignment.master)
        except Exception as e:
            raise self.fail(f"cannot be read as a notebook: {e}") from None
        for cell in notebook.cells:
            if re.match(r"#\s*ASSIGNMENT CONFIG", cell.source, re.I):
                raise self.fail("has its own `# ASSIGNMENT CONFIG` cell; its settings belong in assignment.toml")
        notebook.metadata = nbformat.from_dict(
            {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "language_info": {"name": "python"},
            }
        )
        return notebook

    def _mark_answers(self) -> None:
        """Finds questions and marks the cells of official answers; they keep the mark in everything that is built."""
        question, block = None, ""
        for cell in self.notebook.cells:
            match = _BLOCK.match(cell.source) if cell.cell_type == "raw" else None
            if match:
                edge, kind, rest = match[1].upper(), match[2].upper(), match[3]
                if kind == "QUESTION":
                    question = self._question(rest) if edge == "BEGIN" else None
                else:
                    block = kind if edge == "BEGIN" else ""
            elif block == "TESTS" and cell.cell_type == "code":
                self._name_case(cell.source)
            elif question and block == "SOLUTION" and cell.cell_type == "code":
                cell.metadata["autograder"] = {"question": question, "role": "answer"}
                self.removed |= _solution_lines(cell.source)
        self.secrets |= self.removed
        if not self.points:
            raise self.fail("expected at least one `# BEGIN QUESTION` raw cell, found none")
        for name in [*self.assignment.hidden, *self.settings.questions]:
            if name not in self.points:
                where = self.assignment.hidden.get(name, self.assignment.folder / "assignment.toml")
                raise self.fail(
                    f"is for {name!r}, but the master has no such question: {', '.join(self.points)}", where
                )
        check_requires(self.assignment.folder / "assignment.toml", self.settings.questions, list(self.points))

    def _question(self, text: str) -> str:
        try:
            config = yaml.safe_load(re.sub(r"^#\s?", "", text, flags=re.M)) or {}
            name, points = config["name"], config["points"]
        except (yaml.YAMLError, KeyError, TypeError) as e:
            raise self.fail(f"a BEGIN QUESTION cell needs `name` and `points`: {e}") from None
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise self.fail(f"question name: expected letters, digits, _ and -, got {name!r}")
        if name in self.points:
            raise self.fail(f"two questions are called {name!r}; names must be unique")
        if not isinstance(points, int | float) or isinstance(points, bool) or points <= 0:
            raise self.fail(f"{name}: points: expected a number above 0, got {points!r}")
        self.points[name] = float(points)
        return name

    def _name_case(self, source: str) -> None:
        """A public case is called as its TEST CONFIG says, else after its function (Otter numbers them)."""
        function = re.search(r"^def (\w+)\(", source, re.M)
        if function is None:
            raise self.fail("a test cell needs a test function `def test_…(…):`")
        config = re.search(r'BEGIN TEST CONFIG\n(.*?)\n"""', source, re.S)
        try:
            settings = (yaml.safe_load(config[1]) if config else None) or {}
            name, hidden = settings.get("name"), settings.get("hidden")
        except (yaml.YAMLError, AttributeError) as e:
            raise self.fail(f"{function[1]}: a TEST CONFIG needs lines `key: value`: {e}") from None
        if hidden:
            raise self.fail(f"{function[1]}: is hidden; hidden tests belong in hidden/<question>.py")
        words = function[1].removeprefix("test_").removeprefix("public_").replace("_", " ")
        self.case_names[function[1]] = str(name or words)

    def _named(self, source: str) -> str:
        """A generated test file with the names of its cases."""

        def name(match: re.Match[str]) -> str:
            return f"@test_case(name={self.case_names[match[2]]!r}, {match[1]})\ndef {match[2]}("

        return re.sub(r"^@test_case\((?!name=)(.*)\)\ndef (\w+)\(", name, source, flags=re.M)

    def assign(self) -> None:
        """Runs Otter Assign, then merges public and hidden tests."""
        config = {
            "name": self.assignment.name,
            "init_cell": True,
            "check_all_cell": True,
            "export_cell": {"pdf": False, "run_tests": False},
            "generate": False,
            "run_tests": False,
            "tests": {"ok_format": False, "files": True},
            "files": list(self.settings.files),
        }
        source = "# ASSIGNMENT CONFIG\n" + yaml.safe_dump(config, sort_keys=False)
        self.notebook.cells.insert(0, nbformat.v4.new_raw_cell(source))
        desk = self.work / "desk"
        desk.mkdir()
        for name in self.settings.files:
            path = self.assignment.folder / name
            (desk / name).parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if path.is_dir() else shutil.copy)(path, desk / name)
        master = desk / f"{self.assignment.name}.ipynb"
        _number_cells(self.notebook)
        nbformat.write(self.notebook, master)
        try:
            with _quiet():
                otter_assign(str(master), str(self.assigned), no_pdfs=True, no_run_tests=True)
        except Exception as e:
            raise self.fail(f"Otter Assign refused it: {type(e).__name__}: {e}") from None
        for name in self.points:
            self._merge_tests(name)

    def _merge_tests(self, name: str) -> None:
        """Public cases, then hidden ones, as one test file; the points must add up."""
        path = self.assigned / "student" / "tests" / f"{name}.py"
        if path.exists():
            path.write_text(self._named(path.read_text()))
        public = (
            path.read_text()
            if path.exists()
            else f'OK_FORMAT = False\n\nname = "{name}"\npoints = {self.points[name]:g}\n'
        )
        hidden_path = self.assignment.hidden.get(name)
        if not path.exists() and hidden_path is None:
            raise self.fail(f"{name}: has neither public nor hidden tests")
        hidden = hidden_path.read_text(encoding="utf-8") if hidden_path else ""
        where = hidden_path or self.assignment.master
        if re.search(r"^from __future__ ", hidden, re.M):
            raise self.fail("`from __future__` cannot be used: the file is merged behind the public tests", where)
        source = f"{public.rstrip()}\n\n\n{hidden}" if hidden else public
        try:
            names = [
                n.name for text in (public, hidden) for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)
            ]
            with self._course_importable():
                file = ExceptionTestFile.from_string(source, path=str(where))
        except SyntaxError as e:
            raise self.fail(f"line {e.lineno}: {e.msg}", where) from None
        except Exception as e:
            raise self.fail(f"{name}: the tests cannot be loaded: {type(e).__name__}: {e}", where) from None
        twice = {n for n in names if names.count(n) > 1}
        if twice:
            raise self.fail(
                f"{twice.pop()} is defined twice in the tests of {name}; give each test its own name", where
            )
        if file.name != name:
            raise self.fail(f"the tests set name = {file.name!r}; expected {name!r}", where)
        titles = [c.name for c in file.test_cases]
        if len(set(titles)) != len(titles):
            raise self.fail(f"{name}: two cases have the same name: {sorted(titles)}", where)
        public_cases = sum(bool(n.decorator_list) for n in ast.parse(public).body if isinstance(n, ast.FunctionDef))
        if hidden and not all(c.hidden for c in file.test_cases[public_cases:]):
            raise self.fail(f"{name}: a case has no hidden=True; public cases are test cells of the master", where)
        total = sum(c.points for c in file.test_cases)
        if abs(total - self.points[name]) > 1e-9:
            raise self.fail(f"{name}: the cases are worth {total:g} points, the question {self.points[name]:g}", where)
        if any(c.points < 0 for c in file.test_cases):
            raise self.fail(f"{name}: a case has negative points", where)
        self.tests[name] = source
        self.public_lines |= {line.strip() for line in public.splitlines()}
        self.secrets |= {s for line in hidden.splitlines() if len(s := line.strip()) >= SHORTEST_SECRET}

    @contextlib.contextmanager
    def _course_importable(self) -> Iterator[None]:
        """The answer key can be imported, as it can in the judge."""
        sys.path.insert(0, str(self.assignment.root))
        try:
            yield
        finally:
            sys.path.remove(str(self.assignment.root))

    def write_student(self, folder: Path) -> None:
        """The folder that students get."""
        shutil.copytree(self.assigned / "student", folder)
        for path in folder.glob("*.ipynb"):
            _renumber(path)

    def write_zip(self, path: Path, *, stock: bool) -> Path:
        """The bundle, or the zip for stock Otter."""
        name = self.assignment.name
        config: dict[str, Any] = {"lang": "python", "assignment_name": name}
        if self.settings.seed is not None:
            config["seed"] = self.settings.seed
        members: dict[str, bytes] = {"otter_config.json": _json(config)}
        members |= {f"tests/{q}.py": source.encode() for q, source in self.tests.items()}
        for file in self.settings.files:
            members |= _tree(self.assignment.folder / file, f"files/{file}")
        key = _tree(self.assignment.root / KEY_PACKAGE, KEY_PACKAGE, suffix=".py")
        if stock:
            package = Path(__file__).parent
            members |= {f"files/{n}": d for n, d in key.items()}
            members |= {f"files/autograder/{n}": (package / n).read_bytes() for n in STOCK_MODULES}
            requirements = ["msgspec", "array-api-compat", *self.settings.packages]
            members["requirements.txt"] = ("\n".join(dict.fromkeys(requirements)) + "\n").encode()
        else:
            members |= {f"judge/{n}": d for n, d in key.items()}
            for kind, where in (("solution", "autograder"), ("student", "student")):
                source = self.assigned / where / f"{name}.ipynb"
                _renumber(source)
                members[f"judge/{kind}.ipynb"] = source.read_bytes()
        settings = {q: self.settings.questions.get(q, QuestionSettings()) for q in self.points}
        manifest = Manifest(
            format=FORMAT,
            name=name,
            title=self.settings.title,
            disclosure=self.settings.disclosure,
            questions={q: QuestionInfo(s.title, self.points[q], s.requires) for q, s in settings.items()},
            packages=self.settings.packages,
            aliases=self._aliases(),
            limits=self.settings.limits,
            seed=self.settings.seed,
            key_files=(KEY_PACKAGE, "autograder") if stock else (),
        )
        members["bundle.json"] = _json(msgspec.to_builtins(manifest))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            for member in sorted(members):
                info = zipfile.ZipInfo(member, ZIP_TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                z.writestr(info, members[member])
        return path

    def _aliases(self) -> dict[str, str]:
        """Names that the master's cells bind to modules: `import numpy as np` makes np → numpy."""
        found: dict[str, str] = {}
        for cell in self.notebook.cells:
            if cell.cell_type != "code":
                continue
            with contextlib.suppress(SyntaxError):
                for node in ast.parse(cell.source).body:
                    if isinstance(node, ast.Import):
                        found |= {a.asname: a.name for a in node.names if a.asname}
        return found

    def check_leaks(self, student: Path) -> None:
        """Searches every file of the student folder for lines that must not be there."""
        shown = "\n".join(
            line
            for cell in self.notebook.cells
            for line in cell.source.splitlines()
            if "autograder" not in cell.metadata or line.split("# SOLUTION")[0].strip() not in self.removed
        )
        # the author shows the others on purpose
        secrets = sorted(s for s in self.secrets - self.public_lines if s not in shown)
        for path in sorted(p for p in student.rglob("*") if p.is_file()):
            data = path.read_bytes()
            plain = data
            if path.suffix == ".ipynb":
                plain = "\n".join(c.source for c in nbformat.read(path, as_version=4).cells).encode()
            lines = {line.strip() for line in plain.split(b"\n")}
            for secret in secrets:
                raw = secret.encode()
                if raw in lines or raw in data:
                    raise self.fail(
                        f"{path.name} of the student folder shows a line of the hidden tests or a solution: {secret!r}"
                    )

    def prove(self, grade: Callable[[Path, Path], Report], bundle: Path) -> None:
        """The official solution earns everything, the untouched notebook nothing hidden."""
        name = self.assignment.name
        official = grade(bundle, self.assigned / "autograder" / f"{name}.ipynb")
        if official.status is not Status.GRADED:
            raise self.fail(f"the official solution could not be graded: {official.message}")
        for question in official.questions:
            for case in question.cases:
                if not case.passed:
                    raise self.fail(f"the official solution fails {question.name}, case {case.name!r}: {case.message}")
        untouched = grade(bundle, self.assigned / "student" / f"{name}.ipynb")
        if untouched.status is not Status.GRADED:
            raise self.fail(f"the untouched notebook could not be graded: {untouched.message}")
        for question in untouched.questions:
            for case in question.cases:
                if case.hidden and case.passed and case.possible:
                    raise self.fail(
                        f"the untouched notebook earns the hidden points of {question.name}, case {case.name!r}"
                    )
        for name in dict.fromkeys(r for q in self.settings.questions.values() for r in q.requires):
            self.prove_stand_in(grade, bundle, name)

    def prove_stand_in(self, grade: Callable[[Path, Path], Report], bundle: Path, name: str) -> None:
        """With `name` alone unanswered, the official answers that require it lose nothing."""
        solved, untouched = (
            nbformat.read(self.assigned / folder / f"{self.assignment.name}.ipynb", as_version=4)
            for folder in ("autograder", "student")
        )
        starter = tuple(c.source for c in untouched.cells if c.cell_type == "code" and answer_of(c) == name)
        path = self.work / "without.ipynb"
        nbformat.write(fill_in(solved, {name: starter}), path)
        for question in grade(bundle, path).questions:
            required = self.settings.questions.get(question.name, QuestionSettings()).requires
            if name in required and not question.full:
                raise self.fail(
                    f"questions.{question.name}.requires: with {name} unanswered, the official answer earns "
                    f"{question.points:g} of {question.possible:g} points although the official {name} stands in for "
                    "it; a function or plain data can, a class or a function that changes its arguments cannot",
                    self.assignment.folder / "assignment.toml",
                )


def _solution_lines(source: str) -> set[str]:
    """Lines of a solution cell that Otter removes for students."""
    lines, inside = set(), False
    for line in source.splitlines():
        if re.search(r"#\s*BEGIN SOLUTION", line):
            inside = True
        elif re.search(r"#\s*END SOLUTION", line):
            inside = False
        elif inside or re.search(r"#\s*SOLUTION\s*$", line):
            lines.add(re.sub(r"\s*#\s*SOLUTION.*$", "", line).strip())
    return {s for s in lines if len(s) >= SHORTEST_SECRET and not s.startswith("#")}


def _number_cells(notebook: Any) -> None:
    """Cell ids that do not change from build to build."""
    for i, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{i:03d}"
        cell.metadata.pop("lines_to_next_cell", None)  # jupytext's note to itself


def _renumber(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    notebook.nbformat_minor = max(5, notebook.nbformat_minor)
    _number_cells(notebook)
    nbformat.write(notebook, path)


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=2, sort_keys=True) + "\n").encode()


def _tree(path: Path, prefix: str, suffix: str = "") -> dict[str, bytes]:
    """The file at `path`, or all files below it, by their names in the zip."""
    if path.is_file():
        return {prefix: path.read_bytes()}
    files = sorted(
        p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts and p.name.endswith(suffix)
    )
    return {f"{prefix}/{p.relative_to(path).as_posix()}": p.read_bytes() for p in files}


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Otter prints and changes the working directory; neither is ours to show."""
    here = Path.cwd()
    old = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        logging.disable(old)
        os.chdir(here)


def new_assignment(root: Path, name: str) -> Path:
    """Writes a small working assignment to start from; returns its folder.

    Raises:
        UsageError: a bad name, or the folder exists.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"assignment name: expected letters, digits, _ and -, got {name!r}")
    folder = root / "assignments" / name
    if folder.exists():
        raise UsageError(f"{folder} exists already; choose another name or edit it")
    template = Path(__file__).parent / "templates"
    solutions = root / "solutions" / name
    for source in sorted(p for p in template.rglob("*.tmpl")):
        relative = source.relative_to(template).as_posix().removesuffix(".tmpl").replace("NAME", name)
        path = (solutions if relative.startswith("solutions/") else folder) / relative.removeprefix("solutions/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source.read_text().replace("{{name}}", name))
    return folder
