"""What is the same program in other words, and what is another one."""

import pytest

from autograder.similarity.normal import program

CODE = '''
import numpy as np

def softmax(scores, axis=1):
    """Shifted by the largest."""
    shifted = scores - scores.max(axis=axis, keepdims=True)  # no overflow
    weights = np.exp(shifted)
    return weights / weights.sum(axis=axis, keepdims=True)

class Layer:
    def __init__(self, size: int):
        self.weights = np.zeros(size)

total = softmax(np.eye(3)).sum()
'''


def units(*cells):
    """The tokens of each unit, in an order of their own."""
    return sorted(tuple(t.text for t in unit) for unit in program(cells).units if unit)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("shifted", "y"),
        ("scores", "s"),
        ("weights", "w"),
        ("np", "numpy"),
        ("import numpy as np", "import numpy as np  # arrays"),
        ('"""Shifted by the largest."""', '"""Somebody else\'s words."""'),
        ("size: int", "size"),
        ("    return", "\n\n    return"),
    ],
)
def test_names_comments_docstrings_and_layout_are_not_compared(old, new):
    changed = CODE.replace("import numpy as np", "import numpy") if old == "np" else CODE
    assert units(changed.replace(old, new)) == units(CODE)


def test_split_cells_and_reordered_functions_are_the_same():
    first, *rest = CODE.split("\n\n")
    assert units(first, *rest) == units(CODE)
    assert units(first, *rest[:2][::-1], *rest[2:]) == units(CODE)


@pytest.mark.parametrize(
    ("old", "new"), [("np.exp", "np.exp2"), ("keepdims", "where"), ("axis=1", "axis=0"), (".max", ".min")]
)
def test_another_function_option_or_number_is_another_program(old, new):
    assert units(CODE.replace(old, new)) != units(CODE)


def test_a_cell_that_is_no_python_is_counted_and_the_others_are_read():
    found = program(["def f(:", "%matplotlib inline\n!pip install x\nx = 1\nx?", "y = 2"])
    assert found.unread == 1
    assert [t.text for t in found.units[-1]].count("Assign") == 2


def test_lines_are_those_of_the_program():
    found = program(["# one\n# two", "x = 1\n\ny = abs(-2)"])
    assert {t.line for t in found.units[-1]} == {2, 4}
    assert found.lines[4] == "y = abs(-2)"


def test_code_as_deep_as_a_parser_takes_it_costs_a_cell_at_most():
    found = program(["x = " + "-" * 5000 + "1", "x = " + "(" * 500 + ")" * 500, "y = 1"])
    assert len(found.units[-1]) >= 3
