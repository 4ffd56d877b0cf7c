"""The zoo of stock-style tests: what a right notebook earns with us, and that a wrong one earns no more than in Otter.

That wrong and blank notebooks earn what `otter run` gives them is seen by `make parity`; here they must lose points in all
questions but those that Otter itself pays for.
"""

import re

import pytest

from tests.support.grading import Grader
from tests.support.zoo import FOLDER, THEMES, blank, cells, missing

LIMITS = {"cell_s": 30.0, "case_s": 20.0, "total_s": 300.0, "memory_bytes": 2 << 30}
INSIDE = {
    "classes": {"dataclass_equal", "operator", "subclass_in_test"},
    "course_module": {"exception_form", "imported_class", "module_objects"},
    "deep": {"accuracy", "patches", "policy", "rollout", "trained"},
    "graphs_images": {"image_as_argument", "image_file", "pixels"},
    "learning": {"cloned", "fit_in_test", "own_classifier", "own_transformer", "scores"},
    "names": {"builtin_like"},
    "prompts": {"subclass_here"},
    "python": {"annotated", "closures", "coroutine", "warned", "with_block"},
    "tables": {"exception_form"},
    "tensors": {"class_value", "optimizer_in_test"},
    "training": {
        *("copied", "frozen", "initialised", "own_step", "saved"),
        *("trains_in_test", "weights_set", "world_of_test"),
    },
}
PAID = {"basics": {"ellipsis"}, "names": {"globals"}}  # what `otter run` pays to a notebook of `...`, and may


@pytest.fixture(scope="module", params=THEMES)
def theme(request):
    """A theme's name, its right notebook, and a grader."""
    if package := missing(request.param):
        pytest.skip(f"needs {package}")
    home = FOLDER / request.param
    tests = {p.stem: p.read_text() for p in (home / "tests").glob("*.py")}
    files = {p.name: p.read_bytes() for p in (home / "files").glob("*")}
    with Grader(tests, files=files, limits=LIMITS, inside="fallback") as grader:
        yield request.param, cells(home / "nb.py"), grader


def test_a_right_notebook_earns_everything_and_little_of_it_beside_its_own_code(theme):
    name, right, grader = theme
    report = grader.report(right)
    lost = [(q.name, c.name, c.verdict, c.message) for q in report.questions for c in q.cases if not c.passed]
    assert lost == []
    assert {q.name for q in report.questions for c in q.cases if c.inside} == INSIDE.get(name, set())


def test_a_wrong_notebook_loses_points_in_every_question(theme):
    name, right, grader = theme
    wrong = (FOLDER / name / "wrong.py").read_text()
    kept = set(re.findall(r"\w+", wrong.split("# earns:")[1].split("\n")[0])) if "# earns:" in wrong else set()
    report = grader.report([*right, wrong])
    assert {q.name for q in report.questions if q.possible and q.points == q.possible} == kept


def test_a_blank_notebook_earns_no_question(theme):
    name, right, grader = theme
    report = grader.report([blank("\n".join(right))])
    assert {q.name for q in report.questions if q.possible and q.points == q.possible} == PAID.get(name, set())


def test_the_zoo_is_large_enough():
    assert sum(len(list((FOLDER / t / "tests").glob("*.py"))) for t in THEMES) >= 340
