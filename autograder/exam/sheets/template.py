"""All questions of an exam, once through Otter Assign: what every sheet is made from.

The questions, pools included, become one Otter Assign master, which `build_assignment` turns into a student notebook, a
solved one and test files.
"""

import copy
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import nbformat

from autograder.course.build import build_assignment
from autograder.course.course import Assignment, QuestionSettings, Settings
from autograder.errors import CourseError
from autograder.exam.questions.question import Question
from autograder.exam.sheets.exam import Exam, Sheet

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
                source = f"{variant_line(params[q.name])}\n{q.hidden.read_text(encoding='utf-8')}"
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
            built = build_assignment(assignment, out, stock=stock, alone=False)
        except CourseError as e:
            raise type(e)(str(e).replace(str(work), str(exam.folder))) from None
    with zipfile.ZipFile(built.bundle) as z:
        notebooks = [nbformat.reads(z.read(f"judge/{n}.ipynb").decode(), as_version=4) for n in ("student", "solution")]
        tests = {n: z.read(f"tests/{n}.py").decode() for n, q in exam.questions.items() if q.header.type == "code"}
    folder_of_tests = built.student / "tests"
    public = {n: (folder_of_tests / f"{n}.py").read_text() for n in tests if (folder_of_tests / f"{n}.py").exists()}
    student, solved = (_by_question(nb) for nb in notebooks)
    return Template(built.bundle, built.stock, student, solved, dict(notebooks[0].metadata), public, tests)


def variant_line(params: dict[str, Any]) -> str:
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
