"""Cells of an official notebook that only show are left out of proofs and stand-ins; those that answers read stay."""

import nbformat
import pytest

from autograder.engine.judge.needed import asked_names
from autograder.engine.judge.needed import needed_cells as of_notebook

ANSWER = ("def f(x):\n    return np.sqrt(x) * scale", True)
IMPORT = ("import numpy as np", False)
SCALE = ("scale = 2", False)
SHOW = ("figure, ax = plt.subplots()\nax.plot(f(np.arange(3)))", False)


def needed_cells(cells, wanted):
    """The same for (source, whether it stays)."""
    notebook = [nbformat.v4.new_code_cell(source) for source, _ in cells]
    stay = {cell.id for cell, (_, stays) in zip(notebook, cells, strict=True) if stays}
    return of_notebook(notebook, wanted, lambda cell: cell.id in stay)


def test_what_an_answer_reads_stays_and_what_only_shows_goes():
    cells = [IMPORT, ("import matplotlib.pyplot as plt", False), SCALE, ANSWER, ('grader.check("q1")', False), SHOW]
    assert needed_cells(cells, set()) == [0, 2, 3]


def test_what_a_test_asks_for_stays_with_all_that_it_needs():
    cells = [IMPORT, SCALE, ANSWER, ("losses = train(f)", False), ("def train(f):\n    return [f(1)]", False)]
    assert needed_cells(cells, {"losses"}) == [0, 1, 2, 3]  # not `train`, which comes too late


@pytest.mark.parametrize(
    "change",
    [
        "scale += 1",
        "scale[0] = 1",
        "scale.parts[0].x = 1",
        "scale.append(1)",
        "scale.parts[0].clear()",
        "del scale[0]",
        "def double():\n    global scale\n    scale = 4\ndouble()",
        "for scale in range(3): pass",
        "from settings import scale",
        "with open('a') as scale: pass",
        "print(scale := 3)",
        "%time scale = 3\nscale = 2",
    ],
)
def test_a_cell_that_changes_what_an_answer_reads_stays(change):
    assert needed_cells([IMPORT, SCALE, (change, False), ANSWER], set()) == [0, 1, 2, 3]


@pytest.mark.parametrize("show", ["print(scale)", "x = scale + 1", "lambda scale: scale", "[scale for scale in 'ab']"])
def test_a_cell_that_only_reads_goes(show):
    assert needed_cells([IMPORT, SCALE, (show, False), ANSWER], set()) == [0, 1, 3]


SEEDED = "np.random.seed(0)"


@pytest.mark.parametrize(
    "show", [f"x = 1\n{SEEDED}", f"try:\n    {SEEDED}\nfinally:\n    pass", f"def g():\n    {SEEDED}"]
)
def test_a_cell_that_calls_functions_of_a_module_beside_other_work_goes(show):
    assert needed_cells([IMPORT, SCALE, (show, False), ANSWER], set()) == [0, 1, 3]


@pytest.mark.parametrize("setting", [SEEDED, "import sys\nnp.set_printoptions(precision=3)", "x = 1\nnp.extra = 4"])
def test_a_cell_that_sets_a_module_up_stays(setting):
    assert needed_cells([IMPORT, SCALE, (setting, False), ANSWER], set()) == [0, 1, 2, 3]


def test_a_cell_that_is_no_python_stays():
    assert needed_cells([("%%bash\necho scale |", False), IMPORT, SCALE, ANSWER], set()) == [0, 1, 2, 3]


def test_a_test_file_asks_for_its_parameters_and_the_names_of_its_doctests():
    exception = "@test_case(points=1)\ndef test_a(model, env):\n    x = 1\ndef helper(other): ..."
    assert asked_names(exception) == {"model", "env"}
    ok = 'test = {"suites": [{"cases": [{"code": ">>> total == 3\\nTrue"}]}]}'
    assert asked_names(ok) == {"total"}


def test_cells_of_text_are_not_counted_in():
    notebook = [nbformat.v4.new_markdown_cell("scale = 2"), *(nbformat.v4.new_code_cell(c) for c, _ in (IMPORT, SCALE))]
    assert of_notebook(notebook, {"scale"}) == [2]


@pytest.mark.parametrize("source", ["x = '\0'", "(" * 5000 + ")" * 5000])
def test_a_cell_that_no_parser_takes_stays(source):
    assert needed_cells([(source, False), ANSWER], set()) == [0, 1]
