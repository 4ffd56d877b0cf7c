"""A class of 200 sits the final: drawing the sheets, and grading the right answers, beside Otter Assign for each."""

import nbformat
import pytest

from autograder.exam.grading.grade import grade_exam
from autograder.exam.sheets.build import build_exam, sheet_notebook
from autograder.exam.sheets.exam import load_exam, sample_sheet
from autograder.exam.sheets.manifest import open_sheets
from autograder.exam.sheets.template import make_template
from autograder.handin.keys import ExamKey
from autograder.handin.roster import Student
from autograder.submissions import find_submissions
from tests.benchmarks.table import timed
from tests.conftest import ROOT

SIZE, ASSIGNED = 200, 5


@pytest.mark.timeout(3600)
def test_a_class_of_200_sits_the_final(tmp_path):
    exam, key = load_exam(ROOT, "final"), ExamKey(bytes(range(32)))
    students = [Student(f"s{i:03}") for i in range(SIZE)]
    build_s, built = timed(build_exam, exam, key, students, tmp_path / "built")
    assign_s = 0.0
    for i in range(ASSIGNED):  # what a notebook for each student costs with stock tools
        seconds, template = timed(make_template, exam, tmp_path / f"template{i}", sample_sheet(exam))
        assign_s += seconds / ASSIGNED
    check_s, sheets = timed(open_sheets, exam, key, built.manifest)
    folder = tmp_path / "in"
    folder.mkdir()
    for name, sheet in sheets.items():
        notebook = sheet_notebook(exam, template, key, sheet, name, solved=True)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    found = find_submissions([folder])
    grade_s, graded = timed(lambda: grade_exam(exam, key, built.manifest, sheets, found, tmp_path / "out", jobs=2))
    assert graded.findings == ()
    assert {r.total + r.pending for r in graded.reports} == {exam.points}
    print(
        f"\n| {SIZE} students, final of {len(exam.settings.questions)} questions | seconds | one Otter Assign of it is |"
    )
    print("|---|---:|---:|")
    for name, seconds in (("build", build_s), ("draw again and compare", check_s), ("grade, two workers", grade_s)):
        print(
            f"| {name} | {seconds:.1f} | {assign_s:.2f} s, for each student {SIZE * assign_s / seconds:.1f} × as long |"
        )
