"""From an exam to notebooks: one template through Otter Assign, rendered for each sheet.

The questions of an exam, pools included, become one Otter Assign master, which `build_assignment` turns into a student
notebook, a solved one and test files, once. A sheet picks its questions from these, puts them in its order and fills in
its numbers. Public tests travel in the notebook's metadata, so that a student has one file; those of answers that are
no code say only whether the form is right.
"""

import copy
import json
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import nbformat

from autograder.bundle import QuestionSpec
from autograder.course.build import build_assignment
from autograder.course.course import Assignment, QuestionSettings, Settings
from autograder.errors import CourseError
from autograder.exam import expressions, forms
from autograder.exam.exams import Exam, Sheet
from autograder.exam.kinds import Manual, Symbolic
from autograder.exam.questions import Drawn, Question, render

UNTOUCHED = "*Write your answer here, in place of this text.*"
ASK, ANSWER = "{{ __ask__ }}", "{{ __answer__ }}"
HEADING = "## Question {{ __number__ }}{{ __title__ }} ({{ __points__ }})"
INTRO = """# {{ __exam__ }}

**{{ __student__ }}** · {{ __points__ }} · {{ __count__ }} questions

{{ __about__ }}

Put each answer in place of the three dots. The check cell below an answer says whether its *form* is right (a number, a
letter, the right shape), never whether it *is* right. This notebook was made for you: the numbers differ from student
to student, and it carries your signature."""
PLACEHOLDER = """from otter.test_files import test_case
from autograder.errors import CourseError

@test_case(name="answer", points={points}, hidden=True)
def test_hidden_answer():
    raise CourseError("no sheet: grade with `autograder exam grade`, and name the file after its student")
"""
TEST_HEAD = "OK_FORMAT = False\n\nname = {name!r}\npoints = {points!r}\n\nfrom otter.test_files import test_case\n"


class Template(msgspec.Struct, frozen=True):
    """What Otter Assign made of all questions of an exam."""

    bundle: Path
    stock: Path | None  # the same for stock Otter
    student: dict[str, list[Any]]  # question → cells; "" is what comes before the first
    solved: dict[str, list[Any]]
    metadata: dict[str, Any]
    public: dict[str, str]  # code question → its public tests
    tests: dict[str, str]  # code question → all its tests, with a line VARIANT = … to replace


def make_template(exam: Exam, out: Path, sample: Sheet, *, stock: bool = False) -> Template:
    """Builds the exam's master into `out/<name>`.

    Args:
        sample: a sheet with every question; its numbers stand in the tests until a student's do.
        stock: also a zip that `stock_zip` makes a sheet's own of.

    Raises:
        BuildError: Otter refuses a question, points do not add up, a hidden line would reach students.
    """
    params = {q.name: q.params for q in sample.questions}
    with tempfile.TemporaryDirectory(prefix="autograder-exam-") as folder:
        work = Path(folder) / exam.name
        (work / "hidden").mkdir(parents=True)
        hidden = {}
        for q in exam.questions.values():
            if q.header.type == "code" and q.hidden is None:
                continue
            source = PLACEHOLDER.format(points=q.header.points)
            if q.hidden is not None:
                source = f"{_variant(params[q.name])}\n{q.hidden.read_text(encoding='utf-8')}"
            hidden[q.name] = work / "hidden" / f"{q.name}.py"
            hidden[q.name].write_text(source)
        master = work / f"{exam.name}.ipynb"
        nbformat.write(_master(exam), master)
        settings = Settings(
            title=exam.settings.title, disclosure=exam.settings.disclosure, packages=exam.settings.packages,
            limits=exam.settings.limits,
            questions={n: QuestionSettings(title=q.header.title) for n, q in exam.questions.items()},
        )  # fmt: skip
        try:
            assignment = Assignment(exam.name, exam.root, work, master, settings, hidden)
            built = build_assignment(assignment, out, stock=stock)
        except CourseError as e:
            raise type(e)(str(e).replace(str(work), str(exam.folder))) from None
    with zipfile.ZipFile(built.bundle) as z:
        notebooks = [nbformat.reads(z.read(f"judge/{n}.ipynb").decode(), as_version=4) for n in ("student", "solution")]
        tests = {n: z.read(f"tests/{n}.py").decode() for n, q in exam.questions.items() if q.header.type == "code"}
    folder_of_tests = built.student / "tests"
    public = {n: (folder_of_tests / f"{n}.py").read_text() for n in tests if (folder_of_tests / f"{n}.py").exists()}
    student, solved = (_by_question(nb) for nb in notebooks)
    return Template(built.bundle, built.stock, student, solved, dict(notebooks[0].metadata), public, tests)


def _variant(params: dict[str, Any]) -> str:
    return f"VARIANT = {params!r}  # drawn for one student"


def _master(exam: Exam) -> Any:
    """All questions as one Otter Assign master."""
    cells: list[Any] = [nbformat.v4.new_markdown_cell(INTRO)]
    for q in exam.questions.values():
        cells += _question_cells(q)
    return nbformat.v4.new_notebook(cells=cells)


def _question_cells(q: Question) -> list[Any]:
    """One question in Otter Assign's format."""
    raw, code, markdown = nbformat.v4.new_raw_cell, nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell
    inner = [markdown(HEADING), *(copy.deepcopy(c) for c in q.cells)]
    if q.header.type != "code":
        inner.append(markdown(ASK))
    for cell in inner:
        if cell.cell_type != "raw":
            cell.metadata["autograder"] = {"question": q.name, "role": "text"}
    if q.header.type not in ("code", "text", "rubric"):
        config = '""" # BEGIN TEST CONFIG\nname: form\npoints: 0\n""" # END TEST CONFIG\n'
        inner += [
            raw("# BEGIN SOLUTION"), code(f"{q.name} = {ANSWER}  # SOLUTION"), raw("# END SOLUTION"),
            raw("# BEGIN TESTS"), code(f"{config}def test_public_form({q.name}):\n    pass"), raw("# END TESTS"),
        ]  # fmt: skip
    head = f"# BEGIN QUESTION\nname: {q.name}\npoints: {q.header.points:g}"
    return [raw(head), *inner, raw("# END QUESTION")]


def _by_question(notebook: Any) -> dict[str, list[Any]]:
    """The cells of each question; what belongs to none comes under ""."""
    groups: dict[str, list[Any]] = {"": []}
    current = ""
    for cell in notebook.cells:
        mark = cell.metadata.get("autograder")
        if isinstance(mark, dict) and "question" in mark:
            current = mark["question"]
        elif "grader.check_all(" in cell.source or "rerun all of the autograder tests" in cell.source:
            break  # Otter's closing cells: a sheet has an order of its own
        groups.setdefault(current, []).append(cell)
    return groups


def notebook_of(
    template: Template, sheet: Sheet, title: str, about: str, person: str, file: str, *, solved: bool = False
) -> Any:
    """The notebook of one sheet; with the right answers when `solved`.

    Args:
        person: whom it is for.
        file: the notebook's name, which Otter's first cell repeats.
    """
    cells = template.solved if solved else template.student
    values = {
        "__exam__": title, "__student__": person, "__points__": points(sheet.points), "__about__": about,
        "__count__": len(sheet.questions),
    }  # fmt: skip
    out = sorted((_filled(c, values, title) for c in cells[""]), key=lambda c: c.cell_type == "code")  # the title first
    for cell in out:
        if "otter.Notebook(" in cell.source:
            cell.source = f'# Initialize Otter\nimport otter\ngrader = otter.Notebook("{file}")'
    tests = {}
    for number, q in enumerate(sheet.questions, 1):
        values = q.params | {
            "__number__": number, "__title__": f": {q.title}" if q.title else "", "__points__": points(q.points),
            "__ask__": _ask(q), "__answer__": repr(q.kind.answer_value()) if q.kind else "",
        }  # fmt: skip
        out += [_filled(c, values, f"{sheet.exam}: {q.name}") for c in cells[q.name]]
        if isinstance(q.kind, Manual):
            answer = q.kind.solution if solved else UNTOUCHED
            out.append(_answer_cell(q.name, answer))
        else:
            tests[q.name] = public_test(template, q)
    metadata = copy.deepcopy(template.metadata)
    metadata["otter"] = {**metadata.get("otter", {}), "OK_FORMAT": False, "tests": tests}
    notebook = nbformat.v4.new_notebook(cells=out, metadata=metadata)
    for i, cell in enumerate(notebook.cells):
        cell.id = f"cell-{i:03d}"
    return notebook


def points(n: float) -> str:
    """ "1 point", "2.5 points"."""
    return f"{n:g} point{'' if n == 1 else 's'}"


def _answer_cell(question: str, text: str) -> Any:
    """The markdown cell that a person will read."""
    mark = {"autograder": {"question": question, "role": "answer"}}
    return nbformat.v4.new_markdown_cell(text, metadata=mark)


def _filled(cell: Any, values: dict[str, Any], where: str) -> Any:
    twin = copy.deepcopy(cell)
    twin.source = render(twin.source, values, where)
    return twin


def _ask(q: Drawn) -> str:
    """The options, and how to answer."""
    if q.kind is None:
        return ""
    options = getattr(q.kind, "options", ())
    listed = "".join(f"- **{chr(ord('A') + i)}.** {option}\n" for i, option in enumerate(options))
    name = "" if isinstance(q.kind, Manual) else f" `{q.name} = ...` with"
    return f"{listed}\n*Answer:*{name} {q.kind.ask()}.".strip()


# -- tests -------------------------------------------------------------------------------------------------------------


@cache
def _source(module: ModuleType) -> str:
    """The text of a module that travels in tests; read once, not for every question of every sheet."""
    return Path(module.__file__ or "").read_text(encoding="utf-8")


def public_test(template: Template, q: Drawn) -> str:
    """The test file that a student may see."""
    if q.kind is None:
        source = template.public.get(q.name, TEST_HEAD.format(name=q.name, points=q.points))
        return f"{_variant(q.params)}\n{source}" if "VARIANT" in source else source
    parser = _source(expressions) if isinstance(q.kind, Symbolic) else ""
    return (
        TEST_HEAD.format(name=q.name, points=q.points)
        + f"{parser}\n{_source(forms)}\n\ndef _form(answer):\n    {q.kind.form()}\n\n"
        + f'@test_case(name="form", points=0)\ndef test_public_form({q.name}):\n    _form({q.name})\n'
    )


def test_of(template: Template, q: Drawn) -> QuestionSpec:
    """The whole test file of a question on one sheet."""
    title = q.title or q.name
    path = f"tests/{q.name}.py"
    if q.kind is None:
        lines = template.tests[q.name].split("\n")
        kept = [line for line in lines if not line.startswith("VARIANT = ")]
        return QuestionSpec(q.name, "\n".join([_variant(q.params), *kept]), path, title)
    manual = isinstance(q.kind, Manual)
    source = TEST_HEAD.format(name=q.name, points=q.points) if manual else public_test(template, q)
    kind = json.dumps(msgspec.json.encode(q.kind).decode())
    source += f"\n\nfrom autograder.exam.kinds import load\n\n_CASES = list(load({kind}).cases({q.points!r}))\n"
    for i, case in enumerate(q.kind.cases(q.points)):
        parameter = "" if manual else q.name
        source += f"\n@test_case(name={case.name!r}, points={case.points!r}, hidden={not manual})\n"
        source += f"def test_hidden_{i}({parameter}):\n    _CASES[{i}].check({parameter or None})\n"
    return QuestionSpec(q.name, source, path, title)


def stock_zip(template: Template, sheet: Sheet, path: Path) -> None:
    """A zip with which stock `otter run` grades the code questions of one sheet; its answer key can be read there."""
    assert template.stock is not None
    tests = {f"tests/{q.name}.py": test_of(template, q).test_source for q in sheet.questions if q.kind is None}
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(template.stock) as base, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in base.namelist():
            if not name.startswith("tests/"):
                new.writestr(name, base.read(name))
        for name, source in tests.items():
            new.writestr(name, source)
