"""Right answers in other forms: what they are, and that `verify` goes red where one loses a point that no text names."""

import nbformat
import numpy as np
import pytest

from autograder.proof.fair import WAYS, fair_gaps, fair_notebooks, graded
from autograder.results import Verdict
from tests.report.samples import case, question, report, ungraded

DOUBLE, LISTS, MORE, CHANGED = (
    next(way for way in WAYS if way.startswith(start)) for start in ("double", "nested", "one output", "arguments")
)


def answer(source):
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata["autograder"] = {"question": "q1", "role": "answer"}
    return nbformat.v4.new_notebook(cells=[cell])


def ran(way, source):
    """The names of an answer in this form."""
    namespace = {"np": np}
    exec(dict(fair_notebooks(answer(source)))[way].cells[0].source, namespace)  # noqa: S102 - our own text
    return namespace


@pytest.mark.parametrize(
    ("way", "expected"),
    [(LISTS, "[2.0, 4.0]"), (MORE, "(array([2., 4.], dtype=float32), 'more')"), (DOUBLE, "array([2., 4.])")],
)
def test_a_function_returns_its_result_in_another_form(way, expected):
    double = ran(way, "def double(x):\n    return 2 * x")["double"]
    assert repr(double(np.array([1, 2], dtype="float32"))) == expected


def test_functions_that_call_each_other_get_results_as_they_are():
    outer = ran(LISTS, "def inner(x):\n    return 2 * x\ndef outer(x):\n    return inner(x).sum(axis=0)")["outer"]
    assert outer(np.ones((3, 2))) == [6.0, 6.0]


def test_methods_of_a_class_are_wrapped():
    made = ran(LISTS, "class A:\n    def step(self, x):\n        return x + 1")["A"]()
    assert made.step(np.zeros(2)) == [1.0, 1.0]


def test_a_form_that_changes_arguments_gives_the_right_result():
    x = np.ones(2)
    assert ran(CHANGED, "def f(x):\n    return 2 * x")["f"](x).tolist() == [2, 2]
    assert x.tolist() == [2, 2]


def test_a_hidden_case_that_a_form_fails_is_a_gap_unless_the_text_names_it_and_a_public_case_shows_it():
    hidden = case("h", Verdict.FAIL, hidden=True)
    unseen, shown = report(question("q1", case("p"), hidden)), report(question("q1", case("p", Verdict.FAIL), hidden))
    assert "h: a right answer loses points by its form" in fair_gaps({DOUBLE: unseen}, {})[0]
    assert "no public test shows it" in fair_gaps({DOUBLE: unseen}, {"q1": {"dtype"}})[0]
    assert fair_gaps({DOUBLE: shown}, {"q1": {"dtype"}}) == fair_gaps({DOUBLE: shown}, {"": {"dtype"}}) == []
    assert fair_gaps({DOUBLE: shown}, {"q2": {"dtype"}}) != []


def test_a_notebook_that_could_not_be_graded_is_a_gap():
    assert fair_gaps({LISTS: ungraded()}, {})[0].startswith("right answers (nested lists): ungraded: ")


def test_a_marker_holds_for_its_question_or_for_all():
    notebook = answer("x = 1")
    rule = nbformat.v4.new_markdown_cell("Copies only. <!-- graded: mutation, outputs -->")
    own = nbformat.v4.new_markdown_cell("float32 stays. <!-- graded: dtype -->", metadata={"editable": False})
    notebook.cells[:0] = [rule, own]
    assert graded(notebook) == {"": {"mutation", "outputs"}, "q1": {"dtype"}}
