"""What the sandbox says of the operations that it was asked for."""

import pytest

from autograder.engine.judge.environment import Environment, counted


@pytest.fixture
def notebook(grader):
    """The names that a cell makes, as a test sees them."""
    sandboxes = []

    def run(source):
        sandboxes.append(grader.judge.zygote.fork(grader.judge.bundle.limits))
        sandboxes[-1].request("cell", plain=(source, None, None, 1))
        return Environment(sandboxes[-1])

    yield run
    for sandbox in sandboxes:
        sandbox.close()


def test_our_code_between_the_calls_of_a_notebook_is_not_counted(notebook):
    names = notebook("def f(g, x):\n    return g(x)")
    with counted(1000, ()) as count:
        assert names["f"](lambda x: sum(x), [1, 2, 3]) == 6
    assert count.steps == 2  # f is entered, and its line runs


def test_a_traceback_shows_the_notebooks_code_and_none_of_ours(notebook):
    names = notebook("def f(g, x):\n    return g(x)")
    with pytest.raises(ZeroDivisionError) as caught:
        names["f"](lambda x: 1 / x, 0)
    assert "return g(x)" in caught.value.traceback_text
    assert "engine" not in caught.value.traceback_text
