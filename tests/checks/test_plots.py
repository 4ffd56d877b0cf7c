"""`plot_shows`: what is asked of a figure, what is said when it is not there, and figures that are no figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import CheckFailure, plot_shows
from autograder.results import Verdict
from tests.support.grading import Grader

CELL = """
import numpy as np
import matplotlib.pyplot as plt
t = np.arange(5.0)
fig, (loss, points, picture, counts) = plt.subplots(1, 4)
loss.plot(t, t**2, label="train")
loss.semilogy(t, t + 1, label="Validation loss")
loss.set_xlabel("Epochs")
loss.set_ylabel("mean loss")
loss.set_title("Training")
loss.legend()
points.scatter([3.0, 1.0, 2.0], [5.0, 5.0, 7.0])
points.scatter([0.0], [1.0])
picture.imshow(np.zeros((6, 4, 3)))
counts.hist([1, 1, 2, 5], bins=3)
"""
HOLDS = {
    "any axes": "title=True, xlabel=True, ylabel=True, legend=True, lines=2",
    "words": "0, title='training', xlabel='epoch', ylabel='LOSS', legend=['train', 'validation']",
    "scales": "0, xscale='linear', yscale='log'",
    "lines in any order": "0, lines=[(t, t + 1), (t, t**2)]",
    "a line up to the rounding of text": "0, lines=[(t, t**2 + 1e-7)]",
    "lists for a line": "0, lines=[([0, 1, 2, 3, 4], [1, 2, 3, 4, 5])]",
    "a number of points": "1, scatter=4",
    "points in any order": "1, scatter=[([1, 2, 3], [5, 7, 5])]",
    "a colour image": "2, image=(6, 4, 3)",
    "an image without its channels": "2, image=(6, 4)",
    "bars": "3, bars=3",
    "nothing in particular": "3",
}
FAILS = {
    "too few lines": ("lines=3", "expected at least 3 lines, got 2"),
    "another line": ("0, lines=[(t, t**3)]", "plot 1: line 1 of 1: none of those drawn shows what is asked for"),
    "a longer line": (
        "0, lines=[(t, t + 1), (np.arange(9), np.arange(9))]",
        "plot 1: line 2 of 2: expected 9 points, got 5",
    ),
    "a line that is off a little": (
        "0, lines=[(t, t**2 + 1e-4)]",
        "plot 1: line 1 of 1: none of those drawn shows what is asked for",
    ),
    "no line": ("1, lines=[(t, t)]", "plot 2: expected at least 1 lines, got 0"),
    "no label": ("1, xlabel=True", "plot 2: there is no label of the x axis"),
    "another label": ("0, ylabel='accuracy'", "plot 1: the label of the y axis should say 'accuracy'"),
    "no title": ("1, title='Data'", "plot 2: there is no title"),
    "no legend": ("1, legend=True", "plot 2: there is no legend: give each line a label and call plt.legend()"),
    "another legend": ("0, legend=['train', 'test']", "plot 1: the legend should say 'test'"),
    "another scale": ("0, xscale='log'", "plot 1: the x axis should be log, plt.xscale('log')"),
    "too few points": ("1, scatter=5", "plot 2: expected at least 5 points, got 4"),
    "other points": (
        "1, scatter=[([1, 2, 3], [5, 5, 7])]",
        "group 1 of 1: none of those drawn shows what is asked for",
    ),
    "another image": ("2, image=(4, 6)", "plot 3: expected an image of shape (4, 6), got (6, 4, 3)"),
    "no image": ("0, image=(4, 6)", "plot 1: expected an image of shape (4, 6), got none"),
    "too few bars": ("3, bars=4", "plot 4: expected at least 4 bars, got 3"),
    "too few plots": ("4", "expected at least 5 plots side by side, got 4"),
    "all in one of several": ("xlabel=True, scatter=4", "expected at least 4 points, got 0"),
}
ROWS = {**{name: (options, None) for name, options in HOLDS.items()}, **FAILS}


@pytest.fixture(scope="module")
def judged():
    """The verdict and message of each row, for the figure of a notebook."""
    cases = [
        f"@test_case(name={name!r})\ndef test_{i}(current_figure):\n    plot_shows(current_figure, {options})\n"
        for i, (name, (options, _)) in enumerate(ROWS.items())
    ]
    head = "from otter.test_files import test_case\nfrom autograder.checks import plot_shows\nimport numpy as np\nt = np.arange(5.0)\n"
    with Grader({"q1": f"OK_FORMAT = False\nname, points = 'q1', {len(ROWS)}\n{head}\n" + "\n".join(cases)}) as g:
        report = g.report([CELL])
    assert not report.cells
    return {case.name: (case.verdict, case.message) for case in report.questions[0].cases}


@pytest.mark.parametrize("name", HOLDS)
def test_a_figure_that_shows_it_passes(judged, name):
    assert judged[name] == (Verdict.PASS, "")


@pytest.mark.parametrize("name", FAILS)
def test_the_first_thing_that_is_missing_is_named(judged, name):
    verdict, message = judged[name]
    assert verdict is Verdict.FAIL
    assert message.endswith(FAILS[name][1])


def test_no_figure_is_named():
    with pytest.raises(CheckFailure, match="there is no plot: draw it in the cell before the check"):
        plot_shows({"title": "", "axes": []})


def test_without_a_figure_to_look_at_nothing_fails():
    plot_shows(None, lines=7, title=True)


def test_the_title_of_the_whole_figure_is_a_title_too():
    plot_shows({"title": "Loss of both nets", "axes": [{"title": ""}]}, title="loss")


def test_a_line_with_gaps_is_compared_gap_by_gap():
    gaps = {"axes": [{"lines": [{"x": [0, 1, 2], "y": [1.0, float("nan"), 3.0]}]}]}
    plot_shows(gaps, lines=[([0, 1, 2], [1, np.nan, 3])])
    with pytest.raises(CheckFailure, match="line 1 of 1"):
        plot_shows(gaps, lines=[([0, 1, 2], [1, 2, 3])])


claims = st.recursive(
    st.none() | st.integers() | st.floats() | st.text(max_size=3) | st.just(np.ones(2)) | st.just(np.array(["a"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["axes", "lines", "scatters", "bars", "images", "x", "y", "height", "legend", "title", "yscale"]), inner)
    ),
)  # fmt: skip
ASKED = {
    "yscale": "log",
    "lines": [([0.0], [1.0])],
    "scatter": [([0.0], [1.0])],
    "bars": 1,
    "image": (2, 2),
    "legend": ["a"],
    "title": "a",
}


@pytest.mark.parametrize(
    "ax",
    [
        {"yscale": np.ones(2)},
        {"lines": [{"x": np.array(1.0), "y": np.array(1.0)}]},
        {"lines": [{"x": [0.0, 1.0], "y": [1.0]}]},
        {"scatters": [{"x": [[0.0]], "y": [[1.0]]}], "legend": [1]},
    ],
)
def test_axes_of_another_form_are_a_failure_and_no_error(ax):
    for asked in ASKED.items():
        with pytest.raises(CheckFailure):
            plot_shows({"axes": [ax]}, **dict([asked]))


@given(claims)
def test_whatever_the_sandbox_claims_to_have_drawn_is_a_failure_and_no_error(claim):
    with pytest.raises(CheckFailure):
        plot_shows({"axes": [claim, {"lines": [claim], "scatters": claim, "bars": [claim], "images": claim}]}, **ASKED)
    if claim is not None:
        with pytest.raises(CheckFailure):
            plot_shows(claim, **ASKED)
