"""Answers without content: what they are, and that `verify` goes red where a test pays for one."""

import nbformat
import pytest

from autograder.cells import answer_of
from autograder.course import course
from autograder.course.build import build_assignment
from autograder.course.new import new_assignment
from autograder.proof.vacuous import KINDS, vacuous, vacuous_notebooks
from autograder.proof.verify import vacuous_gaps, verify
from autograder.results import Verdict
from tests.report.samples import case, question, report, ungraded

SHAPE = '    assert np.shape(got) == (2,), f"expected one mean a column, shape (2,), got {np.shape(got)}"\n'
ANSWER = 'agree(column_means, reference_means, random_matrices(), name="column_means")'


@pytest.fixture
def gaps(tmp_path):
    """A function that changes the template's tests, then builds and verifies it."""
    new_assignment(tmp_path, "means")

    def prove(*changes):
        for name, old, new in changes:
            path = tmp_path / "assignments" / "means" / name
            assert path.read_text().count(old) == 1
            path.write_text(path.read_text().replace(old, new))
        (assignment,) = course.load_course(tmp_path).select(["means"])
        built = build_assignment(assignment, tmp_path / "dist")
        return verify(built.bundle, tmp_path / "solutions" / "means", {}, jobs=1).gaps

    return prove


def test_the_template_pays_for_no_vacuous_answer(gaps):
    assert gaps() == ()


def test_a_public_test_that_an_empty_answer_passes_is_a_gap(gaps):
    one_column = [
        ("means.py", "[[1.0, 2.0], [3.0, 6.0]]", "[[1.0], [3.0]]"), ("means.py", "[2.0, 4.0]", "[2.0]"),
        ("means.py", "X[1, 1] == 6.0", "X[1, 0] == 3.0"),
    ]  # fmt: skip
    (gap,) = gaps(("means.py", SHAPE, ""), *one_column)
    assert gap.startswith("q1: a small matrix: earned by functions that return [] or np.empty(0) or ")


def test_a_hidden_test_that_the_input_answers_is_a_gap(gaps):
    found = gaps(("hidden/q1.py", ANSWER, "assert column_means(np.array([[7.0]])) == 7"))
    assert any("random matrices: earned by functions that return their first argument: " in gap for gap in found)


def test_each_earned_case_is_one_gap_whatever_its_visibility():
    paid = report(
        question("q1", case("a"), case("b", Verdict.FAIL), case("c", hidden=True), case("free", possible=0.0))
    )
    found = vacuous_gaps({"[]": paid, "0": paid})
    assert [gap.split(": earned by ")[0] for gap in found] == ["q1: a", "q1: c"]
    assert all("functions that return [] or 0: " in gap for gap in found)


def test_a_vacuous_notebook_that_could_not_be_graded_is_a_gap():
    assert vacuous_gaps({"[]": ungraded()})[0].startswith("vacuous answers ([]): ungraded: ")


# -- what a vacuous answer is ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "hollow"),
    [
        ("def f(x):\n    return x + 1", "def f(x):\n    return []"),
        ("def f(x, *, y=1) -> int:\n    for i in x:\n        return i", "def f(x, *, y=1) -> int:\n    return []"),
        ("def f(x):\n    return x, 1", "def f(x):\n    return ([], [])"),
        ("def f(x):\n    return {'a': x, 'b': 1}", "def f(x):\n    return {'a': [], 'b': []}"),
        ("def f(x):\n    def g(y):\n        return (y, y)\n    return g(x)", "def f(x):\n    return []"),
        ("f = lambda x: (x, x)", "f = lambda x: ([], [])"),
        ("import math\nx = y = math.pi\nprint(x)", "import math\nx = []\ny = []"),
        ("for i in range(3):\n    total = i", "i = []\ntotal = []"),
        ("%matplotlib inline\nx = 1", ""),
        ("plt.plot([1, 2])", ""),
    ],
)
def test_signatures_names_and_the_structure_of_results_stay(source, hollow):
    assert vacuous(source, "[]") == hollow


@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
def test_a_class_keeps_its_methods_and_has_any_attribute(value):
    source = """
class A:
    size = 3
    def __init__(self, lr):
        self.lr = lr
    def step(self, theta):
        return theta - self.lr
    @staticmethod
    def twice(x):
        return 2 * x
"""
    namespace = {}
    exec(vacuous(source, value), namespace)  # noqa: S102 - our own text
    a = namespace["A"](0.1)
    for found, first in ((a.step("t"), "t"), (a.twice("t"), "t"), (a.lr, None)):
        assert repr(found) == repr(eval(value.format(first=repr(first))))  # noqa: S307 - our own text
    assert not hasattr(a, "_repr_html_")


def test_every_cell_of_an_answer_is_replaced_and_no_other():
    solved = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 1") for _ in range(3)])
    for cell in solved.cells[:2]:
        cell.metadata["autograder"] = {"question": "q1", "role": "answer"}
    made = dict(vacuous_notebooks(solved))
    assert list(made) == list(KINDS)
    assert [c.source for c in made["0"].cells] == ["x = 0", "x = 0", "x = 1"]
    assert [c.source for c in solved.cells] == ["x = 1"] * 3


def test_a_notebook_that_earns_less_without_the_cells_that_only_show_is_a_gap(gaps, monkeypatch):
    def answers_alone(cells, wanted, stays=answer_of):
        return [i for i, cell in enumerate(cells) if stays(cell)]

    monkeypatch.setattr("autograder.proof.verify.needed_cells", answers_alone)
    found = gaps(("means.py", "X.sum(axis=0)", "np.sum(X, axis=0)"))
    assert any(gap.startswith("without the cells that only show: official solution: q1: ") for gap in found)
