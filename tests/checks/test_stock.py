"""The checks in a stock Otter kernel, where no proxy stands between test and student: the same points."""

from pathlib import Path

import pytest

from autograder.course.build import STOCK_MODULES
from tests.support.grading import make_notebook, make_zip
from tests.support.parity import compare, stock

pytestmark = pytest.mark.slow

PACKAGE = Path(__file__).parents[2] / "autograder"
HEAD = "OK_FORMAT = False\npoints = 1\nfrom otter.test_files import test_case\nimport numpy as np\n"
TESTS = {
    "q1": HEAD + "name = 'q1'\nfrom autograder.checks import uses_no_loops\n@test_case()\ndef test_it(total):\n"
    "    X = np.ones((200, 3))\n    uses_no_loops(total, (X[:5],), (X,), expected=lambda X: X.sum())\n",
    "q2": HEAD + "name = 'q2'\nfrom autograder.checks import check_gradient\n@test_case()\ndef test_it(grad):\n"
    "    check_gradient(grad, [(np.arange(3.0),)], loss=lambda w: np.sum(w**2))\n",
    "q3": HEAD + "name = 'q3'\nfrom autograder.checks import Case, agree\n@test_case()\ndef test_it(scale):\n"
    "    agree(scale, lambda x, k: (k * x, k), [Case(np.ones(3), k=2.0)])\n",
}
ANSWERS = {
    "right": (
        "def total(X): return X.sum()\ndef grad(w): return 2 * w\ndef scale(x, factor): return [(factor * x).tolist(), factor, 'more']",
        {"q1": 1.0, "q2": 1.0, "q3": 1.0},
    ),
    "wrong": (
        "def total(X): return sum(x.sum() for x in X)\ndef grad(w): return w\ndef scale(x, k): return k, k * x",
        {"q1": 0.0, "q2": 0.0, "q3": 0.0},
    ),
    "hidden": (
        "import sys\ndef total(X):\n    sys.settrace(None)\n    return sum(x.sum() for x in X)\n"
        "def grad(w): return (2 * w).astype('float32')\ndef scale(x, k):\n    x *= k\n    return x, k",
        {"q1": 0.0, "q2": 1.0, "q3": 0.0},  # the dtype is not graded unless a check asks for it
    ),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_earns_the_same_in_otter_run(answer, tmp_path):
    files = {f"autograder/{name}": (PACKAGE / name).read_bytes() for name in STOCK_MODULES}
    zip_path = make_zip(tmp_path / "stock.zip", TESTS, files=files)
    source, points = ANSWERS[answer]
    notebook = make_notebook(tmp_path / "answer.ipynb", ["import numpy as np", source])
    differences, _, _ = compare(zip_path, {answer: notebook})
    assert differences == []
    assert stock(zip_path, notebook) == points
