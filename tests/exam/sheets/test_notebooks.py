"""The notebook of a sheet: what a student sees, in a real kernel with stock Otter, and what must not be in it."""

import base64
import io
import json
import re
import subprocess
import sys
import zipfile

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.errors import CourseError
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.sheets.build import sheet_notebook
from autograder.exam.sheets.exam import load_exam, sample_sheet
from autograder.exam.sheets.template import make_template
from autograder.exam.sheets.testfiles import stock_zip
from tests.exam.conftest import QUESTIONS, answer, encoded, write_course, write_question


def test_a_notebook_holds_the_sheet_in_its_order(desk):
    sheet = desk.sheets["s0"]
    headings = [c.source for c in desk.notebook("s0").cells if c.source.startswith("## Question")]
    assert [h.split(" (")[1] for h in headings] == [
        f"{q.points:g} point{'s' * (q.points != 1)})" for q in sheet.questions
    ]
    assert [h.split()[2] for h in headings] == [str(i) for i in range(1, len(QUESTIONS) + 1)]


def everything(notebook):
    """The text of a notebook, and of the public tests packed into it."""
    packed = re.search(r'_bring\("(.*?)"', json.loads(json.dumps(notebook))["cells"][1]["source"])[1]
    archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(packed)))
    return "\n".join([json.dumps(notebook), *(archive.read(name).decode() for name in archive.namelist())])


def test_no_answer_is_in_a_student_notebook(desk):
    for name, sheet in desk.sheets.items():
        text = everything(desk.notebook(name, solved=False))
        for q in sheet.questions:
            if q.kind is not None and not isinstance(q.kind, Manual):
                assert f"{q.name} = {q.kind.answer_value()!r}" not in text
                assert encoded(q.kind).decode() not in text
        assert "Because the data changed" not in text
        assert "VARIANT" not in text  # the public test of `scale` needs no numbers
        assert "* x\n" not in text


def test_the_numbers_of_the_sheet_are_in_its_text(desk):
    q = next(q for q in desk.sheets["s2"].questions if q.name == "total")
    assert any(f"What is {q.params['a']} + " in c.source for c in desk.notebook("s2").cells)


def run(notebook, tmp_path, name):
    """Outputs of the check cells in a Jupyter kernel; without a name there is no file, as in Colab."""
    if name:
        nbformat.write(notebook, tmp_path / name)
    NotebookClient(notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}}).execute()
    checks = {}
    for cell in notebook.cells:
        if cell.source.startswith("grader.check("):
            parts = [o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in cell.outputs]
            checks[cell.source.split('"')[1]] = "\n".join(parts)
    return checks


@pytest.mark.parametrize(
    "file", ["trial-s0.ipynb", "trial-s0 (1).ipynb", ""], ids=["as it is", "renamed", "no file, as in Colab"]
)
def test_a_check_cell_tells_the_form_and_never_whether_it_is_right(desk, tmp_path, file):
    """In a Jupyter kernel with stock Otter: a wrong answer in the right form looks like the right one."""
    notebook = desk.notebook("s0", solved=False)
    wrong = {
        "total": "0.5", "size": "'7 MB'", "pick": "'A'", "picks": "'Z'", "grid": "[[1, 2]]", "slope": "'x +'",
        "scale": "scale = lambda x: 1.0",
    }  # fmt: skip
    for name, text in wrong.items():
        answer(notebook, name, text if "=" in text else f"{name} = {text}")
    checks = run(notebook, tmp_path, file)
    passed = {name for name, text in checks.items() if "All test cases passed" in text or "passed!" in text}
    assert passed == {"total", "pick", "scale"}
    assert "unknown unit 'MB'" in checks["size"]
    assert "from A to D" in checks["picks"]
    assert "expected shape (2, 2), got (1, 2)" in checks["grid"]
    assert "slope" in checks


def test_a_parameter_that_is_not_drawn_stops_the_build(tmp_path):
    root = write_course(tmp_path, names=("total",))
    body = QUESTIONS["total"].replace("What is {{ a }}", "What is {{ c }}")
    write_question(root / "assignments/exams/bank", "total", body)
    exam = load_exam(root, "trial")
    from autograder.exam.sheets.build import build_exam
    from autograder.handin.keys import ExamKey
    from autograder.handin.roster import Student

    with pytest.raises(CourseError, match="trial: total: 'c' is undefined; the parameters are: a, b"):
        build_exam(exam, ExamKey(bytes(32)), [Student("s1")], tmp_path / "out")


def test_points_that_do_not_add_up_stop_the_build(tmp_path):
    root = write_course(tmp_path, names=("scale",))
    write_question(root / "assignments/exams/bank", "scale", QUESTIONS["scale"].replace("points: 3", "points: 4"))
    exam = load_exam(root, "trial")
    with pytest.raises(CourseError, match="the cases are worth 3 points, the question 4") as e:
        make_template(exam, tmp_path / "t", sample_sheet(exam))
    assert "/tmp/autograder-exam" not in str(e.value)


@pytest.mark.slow
def test_stock_otter_grades_the_code_questions_of_a_sheet(desk, tmp_path):
    template = make_template(desk.exam, tmp_path / "t", sample_sheet(desk.exam), stock=True)
    stock_zip(template, desk.sheets["s3"], tmp_path / "s3.zip")
    (tmp_path / "out").mkdir()
    scores = []
    for solved in (True, False):
        notebook = sheet_notebook(desk.exam, desk.template, desk.key, desk.sheets["s3"], "s3", solved=solved)
        nbformat.write(notebook, tmp_path / "trial-s3.ipynb")
        command = [sys.executable, "-m", "otter", "run", "-a", "s3.zip", "-o", "out", "trial-s3.ipynb"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
        results = json.loads((tmp_path / "out/results.json").read_text())
        scores.append({t["name"]: t["score"] for t in results["tests"] if "score" in t})
    assert scores == [{"scale": 3.0}, {"scale": 0.0}]
