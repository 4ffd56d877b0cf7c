"""Small inputs from the field that went wrong once, and what is right (tests/cases/field): all of 6 points, one row each."""

from pathlib import Path

import pytest

from autograder.bundle import load_bundle
from autograder.errors import BundleError
from autograder.grading.batch import Batch
from autograder.results import Status
from autograder.submissions import find_submissions

pytestmark = pytest.mark.slow

FIELD = Path(__file__).parent.parent / "cases" / "field"
FULL = {
    "surrogate-error/in": ["ada", "bob", "cleo"],
    "print-before-check/in": ["print_in_check_cell", "script"],
    "pip-magic/pip_case.ipynb": ["pip_case"],
    "pip-magic/pip_then_imports.ipynb": ["pip_then_imports"],
    "asyncio/task_across.ipynb": ["task_across"],
    "stdout-fileno/user.ipynb": ["user"],
    "plot-backend/mpl_use.ipynb": ["mpl_use"],
    "otter-module/reuse_x.ipynb": ["reuse_x"],
    "torch-compile/compile.ipynb": ["compile"],
    "zip-forms/win_backslash.zip": ["win_backslash"],
    "zip-forms/printed.zip": ["printed"],
    "canvas": ["doejane", "lovelaceada"],
}


def graded(bundle, paths, out):
    reports = Batch(FIELD / bundle, find_submissions([FIELD / p for p in paths]), out, jobs=2).run()
    assert {r.status for r in reports} == {Status.GRADED}, [(r.student, r.message) for r in reports]
    return {r.student: r for r in reports}


@pytest.fixture(scope="module")
def field(tmp_path_factory):
    return graded("base.zip", FULL, tmp_path_factory.mktemp("field"))


@pytest.mark.timeout(300)
def test_everybody_has_one_row(field):
    assert sorted(field) == sorted(s for students in FULL.values() for s in students)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("case", FULL)
def test_right_answers_earn_all_points(field, case):
    for student in FULL[case]:
        assert field[student].total == 6, [
            (c.name, c.verdict, c.message) for q in field[student].questions for c in q.cases
        ]


@pytest.mark.parametrize(("where", "student"), [("in", "ada"), ("in/ada", "ada")])
def test_the_solved_notebook_beside_the_untouched_one_is_graded_and_named(tmp_path, where, student):
    reports = graded("untouched_plus_work/named.zip", [f"untouched_plus_work/{where}"], tmp_path)
    assert {s: r.total for s, r in reports.items()} == {student: 6}
    assert reports[student].notes == ("graded was 'lab_ada.ipynb'; ignored: 'lab.ipynb'",)


@pytest.mark.timeout(300)
def test_a_right_notebook_earns_all_of_the_stock_tests_and_the_report_marks_those_judged_inside(tmp_path):
    pytest.importorskip("torch")
    (report,) = graded("stock-tests.zip", ["stock-tests-right.ipynb"], tmp_path).values()
    lost = [(q.name, c.verdict, c.message) for q in report.questions for c in q.cases if not c.passed]
    assert (report.total, report.possible, lost) == (42, 42, [])
    inside = {q.name for q in report.questions for c in q.cases if c.inside}
    assert inside == {"clseq", "clshash", "clssub"}


@pytest.mark.parametrize(("name", "files"), [("samename", ("q1", "q2")), ("exname", ("q1", "q2"))])
def test_two_tests_of_one_name_are_refused_with_both_files(name, files):
    with pytest.raises(BundleError) as e:
        load_bundle(FIELD / "same-test-names" / f"{name}.zip")
    assert all(f"tests/{f}.py" in str(e.value) for f in files)
