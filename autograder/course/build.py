"""Builds an assignment through Otter Assign: a student folder and a bundle, proved before they replace the old ones.

    master (jupytext or notebook) ──jupytext──> notebook + config cell ──otter.assign──> student folder, solved notebook
    public tests (from the master) + hidden/<question>.py ──> tests/<question>.py of the bundle

Nothing hidden reaches the student folder (leaks.py). Builds are reproducible: the same sources give the same bytes.
"""

import contextlib
import io
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import nbformat
import yaml
from otter.assign import main as otter_assign

from autograder.bundle import (
    CONFIG,
    FILES,
    FORMAT,
    JUDGE,
    MANIFEST,
    REQUIREMENTS,
    SOLVED,
    TESTS,
    UNTOUCHED,
    Environment,
    Manifest,
    QuestionInfo,
    as_json,
    tree,
    write_bundle,
)
from autograder.cells import answer_of, fill_in, number_cells
from autograder.course.course import Assignment, QuestionSettings, load_course
from autograder.course.environment import environment_of
from autograder.course.handout import complete, requirements, tests_folder
from autograder.course.leaks import check_leaks
from autograder.course.master import HALVES, read_master
from autograder.course.refusals import check_imports, check_misconceptions, check_settings
from autograder.course.rubric import rubric_of
from autograder.course.testfiles import TestFile, manual_test, merge, named
from autograder.results import Report, Status

KEY_PACKAGE = "reference"  # the course's answer key
PACKAGE = Path(__file__).parent.parent
STOCK_MODULES = (
    "__init__.py",
    "errors.py",
    "results.py",
    *(f"checks/{p.name}" for p in sorted((PACKAGE / "checks").glob("*.py"))),
)  # what hidden tests import of this package


class Built(msgspec.Struct, frozen=True):
    """What one build made."""

    name: str
    student: Path
    student_zip: Path  # the same folder, for an LMS
    bundle: Path
    stock: Path | None
    questions: int
    points: float
    warnings: tuple[str, ...] = ()


def build_assignment(
    assignment: Assignment,
    out: Path,
    *,
    stock: bool = False,
    alone: bool = True,
    grade: Callable[[Path, Path], Report] | None = None,
) -> Built:
    """Builds into a temporary folder beside `out/<name>` and renames: an interrupted build leaves the old one.

    Args:
        stock: also write a zip that stock `otter run` accepts (its answer key can be read there, as in any).
        alone: the notebooks bring their public tests and small files with them; those of an exam do in their own way.
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
        if alone:
            builder.complete()
        builder.write_student(new / "student")
        student_zip = f"{assignment.name}-student.zip"
        bundle = builder.write_zip(new / f"{assignment.name}.zip", stock=False)
        stock_name = f"{assignment.name}-stock.zip"
        stock = stock or (target / stock_name).exists()  # one that somebody asked for does not vanish
        stock_path = builder.write_zip(new / stock_name, stock=True) if stock else None
        check_leaks(new / "student", builder.master, builder.tests.values())
        write_bundle(new / student_zip, tree(new / "student", assignment.name))
        if grade is not None:
            builder.prove(grade, bundle)
        old = work / "old"
        if target.exists():
            target.rename(old)
        new.rename(target)
    points = sum(builder.master.points.values())
    return Built(
        name=assignment.name,
        student=target / "student",
        student_zip=target / student_zip,
        bundle=target / bundle.name,
        stock=target / stock_path.name if stock_path else None,
        questions=len(builder.master.points),
        points=points,
        warnings=builder.warnings,
    )


def build_course(
    root: Path,
    names: Sequence[str] | None,
    out: Path,
    *,
    stock: bool = False,
    grade: Callable[[Path, Path], Report] | None = None,
) -> list[Built]:
    """Builds the named assignments of a course, or all; see `build_assignment`."""
    return [build_assignment(a, out, stock=stock, grade=grade) for a in load_course(root).select(names)]


class _Builder:
    """One build."""

    def __init__(self, assignment: Assignment, work: Path) -> None:
        self.assignment = assignment
        self.settings = assignment.settings
        self.work = work
        self.assigned = work / "assigned"
        self.master = read_master(assignment)
        self.tests: dict[str, TestFile] = {}
        self.warnings: tuple[str, ...] = ()
        self.environment: Environment | None = None
        self.listed = ""  # its requirements
        if found := environment_of(assignment):
            self.environment, self.listed = found
        self.needs = requirements(self.settings, self.listed)  # of a student's machine

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
        self.master.notebook.cells.insert(0, nbformat.v4.new_raw_cell(source))
        desk = self.work / "desk"
        desk.mkdir()
        for name in self.settings.files:
            path = self.assignment.folder / name
            (desk / name if path.is_dir() else (desk / name).parent).mkdir(parents=True, exist_ok=True)
            for member, data in tree(path, name).items():
                (desk / member).parent.mkdir(parents=True, exist_ok=True)
                (desk / member).write_bytes(data)
        master = desk / f"{self.assignment.name}.ipynb"
        number_cells(self.master.notebook)
        nbformat.write(self.master.notebook, master)
        try:
            with _quiet():
                otter_assign(str(master), str(self.assigned), no_pdfs=True, no_run_tests=True)
        except Exception as e:
            raise self.master.fail(f"Otter Assign refused it: {type(e).__name__}: {e}") from None
        for name, points in list(self.master.points.items()):
            path = self.assigned / "student" / "tests" / f"{name}.py"
            if not points and not path.exists() and name not in self.assignment.hidden:
                del self.master.points[name]  # worth nothing, and nothing tests it
                self.master.manual.discard(name)
                continue
            if name in self.master.manual:
                if path.exists():
                    raise self.master.fail(f"{name}: people mark it (`manual: true`), and it has tests; {HALVES}")
                criteria = self.settings.questions.get(name, QuestionSettings()).rubric
                self.tests[name] = manual_test(name, points, rubric_of(criteria, points))
                continue
            if path.exists():
                path.write_text(named(self.master, path.read_text()))
            public = path.read_text() if path.exists() else None
            self.tests[name] = merge(self.assignment, self.master, name, public)
            check_imports(self.assignment, self.master, name, public or "")
            if self.settings.inside != "always":
                check_settings(self.master, name, self.tests[name].source)
        key = tree(self.assignment.root / KEY_PACKAGE, KEY_PACKAGE, suffix=".py")
        check_misconceptions(self.assignment, self.master, b"\n".join(key.values()).decode())

    def complete(self) -> None:
        """Both notebooks begin with what makes them complete; public tests lie in a folder of the assignment's own."""
        student = self.assigned / "student"
        if (tests := student / "tests").is_dir():
            moved = self.work / "tests"
            tests.rename(moved)
            tests.mkdir()
            moved.rename(student / tests_folder(self.assignment.name))
        for folder in (student, self.assigned / "autograder"):
            path = folder / f"{self.assignment.name}.ipynb"
            notebook = nbformat.read(path, as_version=4)
            complete(notebook, self.assignment.name, self.settings, self.master.points, student, self.needs)
            nbformat.write(notebook, path)

    def write_student(self, folder: Path) -> None:
        """The folder that students get."""
        shutil.copytree(self.assigned / "student", folder)
        (folder / "requirements.txt").write_text("\n".join(self.needs) + "\n")
        for path in folder.glob("*.ipynb"):
            _renumber(path)

    def write_zip(self, path: Path, *, stock: bool) -> Path:
        """The bundle, or the zip for stock Otter."""
        name = self.assignment.name
        config: dict[str, Any] = {"lang": "python", "assignment_name": name}
        if self.settings.seed is not None:
            config["seed"] = self.settings.seed
        if self.settings.seed_variable is not None:
            config["seed_variable"] = self.settings.seed_variable
        members: dict[str, bytes] = {CONFIG: as_json(config)}
        asked = {q: points for q, points in self.master.points.items() if not (stock and q in self.master.manual)}
        members |= {f"{TESTS}{q}.py": self.tests[q].source.encode() for q in asked}  # Otter has nobody who marks
        for file in (*self.settings.files, *self.settings.grader_files):
            members |= tree(self.assignment.folder / file, f"{FILES}{file}")
        key = tree(self.assignment.root / KEY_PACKAGE, KEY_PACKAGE, suffix=".py")
        if stock:
            members |= {f"{FILES}{n}": d for n, d in key.items()}
            members |= {f"{FILES}autograder/{n}": (PACKAGE / n).read_bytes() for n in STOCK_MODULES}
            lines = ["msgspec", "array-api-compat", *self.settings.packages, *self.listed.splitlines()]
            members[REQUIREMENTS] = ("\n".join(dict.fromkeys(lines)) + "\n").encode()
        else:
            if self.environment:
                members[REQUIREMENTS] = self.listed.encode()
            members |= {f"{JUDGE}{n}": d for n, d in key.items()}
            for member, where in ((SOLVED, "autograder"), (UNTOUCHED, "student")):
                source = self.assigned / where / f"{name}.ipynb"
                _renumber(source)
                members[member] = source.read_bytes()
        settings = {q: self.settings.questions.get(q, QuestionSettings()) for q in asked}
        manifest = Manifest(
            format=FORMAT,
            name=name,
            title=self.settings.title,
            disclosure=self.settings.disclosure,
            questions={
                q: QuestionInfo(s.title, asked[q], s.requires, q in self.master.manual) for q, s in settings.items()
            },
            packages=self.settings.packages,
            aliases=self.master.aliases(),
            limits=self.settings.limits,
            seed=self.settings.seed,
            key_files=(KEY_PACKAGE, "autograder") if stock else (),
            inside=self.settings.inside,
            imported=self.settings.imported,
            environment=self.environment,
            contact=self.settings.contact,
            class_mean=self.settings.class_mean,
        )
        members[MANIFEST] = as_json(msgspec.to_builtins(manifest))
        write_bundle(path, members)
        return path

    def prove(self, grade: Callable[[Path, Path], Report], bundle: Path) -> None:
        """The official solution earns everything, the untouched notebook nothing hidden."""
        name = self.assignment.name
        official = grade(bundle, self.assigned / "autograder" / f"{name}.ipynb")
        self.refuse_beyond(official)
        if official.status is not Status.GRADED:
            raise self.master.fail(f"the official solution could not be graded: {official.message}")
        for question in official.questions:
            for case in question.cases:
                if not case.passed and not (case.pending and question.name in self.master.manual):
                    raise self.master.fail(
                        f"the official solution fails {question.name}, case {case.name!r}: {case.message}"
                        f"{older_numpy(case.message)}{first_failed(official)}"
                    )
        untouched = grade(bundle, self.assigned / "student" / f"{name}.ipynb")
        if untouched.status is not Status.GRADED:
            raise self.master.fail(f"the untouched notebook could not be graded: {untouched.message}")
        for question in () if self.settings.imported else untouched.questions:  # its tests are as they are
            for case in question.cases:
                if case.hidden and case.passed and case.possible:
                    raise self.master.fail(
                        f"the untouched notebook earns the hidden points of {question.name}, case {case.name!r}"
                    )
        for name in dict.fromkeys(r for q in self.settings.questions.values() for r in q.requires):
            self.prove_stand_in(grade, bundle, name)
        if warning := first_failed(untouched):
            self.warnings = (f"{self.master.path}: students meet an error before they begin{warning}",)

    def refuse_beyond(self, official: Report) -> None:
        """Every test can be judged outside the student's process, or may run in it.

        Raises:
            BuildError: the question, the case, what it asks and what to write instead.
        """
        for question in official.questions:
            for case in question.cases:
                if case.beyond and not case.inside:
                    raise self.master.fail(
                        f"{question.name}, case {case.name!r}: the test {case.beyond}. The judge has stand-ins of the "
                        "student's objects and cannot do more with them (docs/writing-tests.md). A test that does not "
                        'import the answer key may run beside the student\'s code, with inside = "fallback" in '
                        "assignment.toml; there it can be tampered with"
                    )

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
                raise self.master.fail(
                    f"questions.{question.name}.requires: with {name} unanswered, the official answer earns "
                    f"{question.points:g} of {question.possible:g} points although the official {name} stands in for "
                    "it; functions, plain data and classes without bases can, what changes its arguments cannot",
                    self.assignment.folder / "assignment.toml",
                )


def older_numpy(message: str) -> str:
    """What helps when an example was recorded with NumPy 1, which wrote `np.float64(0.5)` as `0.5`."""
    if not re.search(r"got .*\bnp\.(?:(?:float|int|uint|str)\w*\(|True_|False_)", message):
        return ""
    return (
        "; its expected output is of NumPy 1: run the master again and save it, or let its first cell call "
        '`np.set_printoptions(legacy="1.25")`'
    )


def first_failed(report: Report) -> str:
    """The first cell that did not run, as the end of a sentence: what fails after it may follow from it."""
    if not report.cells:
        return ""
    cell = report.cells[0]
    source = "\n".join(f"    {line}" for line in cell.source.splitlines()[:12])
    return f"\n  cell {cell.shown} did not run: {cell.error or cell.verdict}\n{source}"


def _renumber(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    notebook.nbformat_minor = max(5, notebook.nbformat_minor)
    number_cells(notebook)
    nbformat.write(notebook, path)


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
