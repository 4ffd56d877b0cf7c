"""What a fair TA accepts, and what not: one test a leniency, in this process and through a sandbox."""

import pytest

from autograder.checks import Case, CheckFailure, agree
from autograder.results import Verdict
from tests.support.grading import Grader

SETUP = """
from collections import namedtuple
import numpy as np
import torch
W = np.arange(1.0, 7.0).reshape(2, 3)
W32 = W.astype("float32")
Fit = namedtuple("Fit", "loss grad")
"""
# the student's function, the reference, the arguments, options of `agree`
ACCEPTED = {
    "double precision": ("lambda x: x + x", "lambda x: 2 * x", "W", ""),
    "single precision": ("lambda x: np.float32(2) * x", "lambda x: 2 * x", "W32", ""),
    "single precision kept where the reference widens": ("lambda x: 2 * x", "lambda x: 2 * x.astype(float)", "W32", ""),
    "half precision kept where the reference widens": (
        "lambda x: 2 * x", "lambda x: 2 * x.astype('float32')", "W.astype('float16')", "",
    ),
    "double precision for single": ("lambda x: 2.0 * x.astype(float)", "lambda x: 2 * x", "W32", ""),
    "single precision for double": ("lambda x: (x / 3).astype('float32')", "lambda x: x / 3", "W", ""),
    "whole numbers for floats": ("lambda x: (x > 2).astype(int)", "lambda x: (x > 2).astype(float)", "W", ""),
    "truth values for floats": ("lambda x: x > 2", "lambda x: (x > 2).astype(float)", "W", ""),
    "floats for whole numbers": ("lambda x: np.where(x > 2, 1.0, 0.0)", "lambda x: (x > 2).astype(int)", "W", ""),
    "another size of whole numbers": ("lambda x: x.astype('int32')", "lambda x: x.astype('int64')", "W", ""),
    "Fortran order": ("lambda x: np.asfortranarray(2 * x)", "lambda x: 2 * x", "W", ""),
    "Fortran order of the input": ("lambda x: x + x", "lambda x: 2 * x", "np.asfortranarray(W)", ""),
    "a view with gaps": ("lambda x: np.repeat(2 * x, 2, axis=1)[:, ::2]", "lambda x: 2 * x", "W", ""),
    "a view with gaps as input": ("lambda x: x + x", "lambda x: 2 * x", "np.repeat(W, 2, axis=1)[:, ::2]", ""),
    "a reversed view": ("lambda x: (2 * x)[::-1].copy()[::-1]", "lambda x: 2 * x", "W", ""),
    "a read-only result": ("lambda x: np.broadcast_to(2.0, (2, 3))", "lambda x: 2 + 0 * x", "W", ""),
    "a tensor of torch": ("lambda x: 2 * torch.tensor(x)", "lambda x: 2 * x", "W", ""),
    "a tensor of torch with a graph": ("lambda x: 2 * torch.tensor(x, requires_grad=True)", "lambda x: 2 * x", "W", ""),
    "a tensor without axes": ("lambda x: torch.tensor(x).sum()", "lambda x: float(x.sum())", "W", ""),
    "nested lists": ("lambda x: (2 * x).tolist()", "lambda x: 2 * x", "W", ""),
    "nested lists for single precision": ("lambda x: (2 * x).tolist()", "lambda x: 2 * x", "W32", ""),
    "a list of rows": ("lambda x: [2 * row for row in x]", "lambda x: 2 * x", "W", ""),
    "a tuple of numbers": ("lambda x: (1, 2.0)", "lambda x: np.array([1.0, 2.0])", "W", ""),
    "a float for a number of NumPy": ("lambda x: float(x.sum())", "lambda x: x.sum()", "W", ""),
    "a number of NumPy for a float": ("lambda x: x.sum()", "lambda x: float(x.sum())", "W", ""),
    "a whole number for a float": ("lambda x: 21", "lambda x: float(x.sum())", "W", ""),
    "an array without axes": ("lambda x: np.array(x.sum())", "lambda x: float(x.sum())", "W", ""),
    "a number for an array without axes": ("lambda x: float(x.sum())", "lambda x: np.array(x.sum())", "W", ""),
    "another name of a parameter": ("lambda x, lam: lam * x", "lambda x, k: k * x", "W, k=3.0", ""),
    "another name before a default": ("lambda x, lam, mean: lam * x / mean", "lambda x, k, n=1: k * x / n", "W, k=3.0", ""),
    "parameters of one's own": ("lambda x, *more, scale=2, **rest: scale * x", "lambda x: 2 * x", "W", ""),
    "a list for a tuple": ("lambda x: [1.0, x]", "lambda x: (1.0, x)", "W", ""),
    "a tuple for a list": ("lambda x: (x, x)", "lambda x: [x, x]", "W", ""),
    "a tuple for a named tuple": ("lambda x: (1.0, x)", "lambda x: Fit(1.0, x)", "W", ""),
    "one more output": ("lambda x: (2 * x, 'cache')", "lambda x: 2 * x", "W", ""),
    "one more output after a number": ("lambda x: (x.sum(), x)", "lambda x: float(x.sum())", "W", ""),
    "one more output after several": ("lambda x: (1.0, x, None)", "lambda x: (1.0, x)", "W", ""),
    "one more output in a list": ("lambda x: [1.0, x, {}]", "lambda x: Fit(1.0, x)", "W", ""),
    "one more output after a dict": ("lambda x: (1.0, {'W': x}, x)", "lambda x: (1.0, {'W': x})", "W", ""),
    "one more output after named numbers": ("lambda x: (1.0, 2.0, x)", "lambda x: Fit(1.0, 2.0)", "W", ""),
    "another order of a sum": ("lambda x: np.sum(x[:, ::-1])", "lambda x: np.cumsum(x)[-1]", "np.tile(W32, 99) / 3", ""),
}  # fmt: skip
SHAPE = "expected shape (2,), got (2, 1) (as many numbers, arranged differently)"
REFUSED = {
    "a column for a vector": ("lambda x: x[:, :1]", "lambda x: x[:, 0]", "W", "", SHAPE),
    "a column for a vector, as lists": ("lambda x: x[:, :1].tolist()", "lambda x: x[:, 0]", "W", "", SHAPE),
    "a vector for a column": ("lambda x: x[:, 0]", "lambda x: x[:, :1]", "W", "", "expected shape (2, 1), got (2,)"),
    "an array of one for a number": (
        "lambda x: np.array([x.sum()])", "lambda x: float(x.sum())", "W", "", "expected a single number",
    ),
    "double precision where single is taught": (
        "lambda x: 2.0 * x.astype(float)", "lambda x: 2 * x", "W32", ", check_dtype=True", "expected dtype float32, got float64",
    ),
    "single precision where double is taught": (
        "lambda x: (2 * x).astype('float32')", "lambda x: 2 * x", "W", ", check_dtype=True", "expected dtype float64, got float32",
    ),
    "a tensor where the author wants none": (
        "lambda x: 2 * torch.tensor(x)", "lambda x: 2 * x", "W", ", tensors=False",
        "expected a NumPy array, got a tensor of torch",
    ),
    "half precision": (
        "lambda x: (x / 3).astype('float16')", "lambda x: x / 3", "W", "", "4 of 6 values differ",
    ),
    "ragged lists": ("lambda x: [[1.0], [2.0, 3.0]]", "lambda x: 2 * x", "W", "", "expected an array of shape (2, 3), got a list"),
    "one more number in a shape": ("lambda x: (*x.shape, 1)", "lambda x: x.shape", "W", "", "expected 2 values, got 3"),
    "one more item in a list": ("lambda x: [x, x, x]", "lambda x: [x, x]", "W", "", "expected 2 values, got 3"),
    "an output missing": ("lambda x: (1.0,)", "lambda x: (1.0, x)", "W", "", "expected 2 values, got 1"),
    "a wrong output before the right one": (
        "lambda x: (x, 2 * x)", "lambda x: 2 * x", "W", "", "6 of 6 values differ",
    ),
    "the right output as the second": (
        "lambda x: ('cache', 2 * x)", "lambda x: 2 * x", "W", "", "expected an array of shape (2, 3), got a tuple",
    ),
    "a list of one number": ("lambda x: [x.sum()]", "lambda x: float(x.sum())", "W", "", "expected a number, got a list"),
}  # fmt: skip
ALL = {**{k: (*row, None) for k, row in ACCEPTED.items()}, **REFUSED}


def written():
    """A test file in Otter's format with one case for each row."""
    cases = [
        f"@test_case(name={name!r})\ndef test_{i}(f{i}):\n"
        f"    agree(f{i}, {reference}, [Case({arguments})], name='f'{options})\n"
        for i, (name, (_, reference, arguments, options, _)) in enumerate(ALL.items())
    ]
    head = "from otter.test_files import test_case\nfrom autograder.checks import Case, agree\n"
    return f"OK_FORMAT = False\nname, points = 'q1', {len(ALL)}\n{head}{SETUP}\n" + "\n".join(cases)


@pytest.fixture(scope="module")
def judged():
    """The verdict and message of each row, from a judge and a notebook in a sandbox."""
    pytest.importorskip("torch")
    cells = [SETUP] + [f"f{i} = {row[0]}" for i, row in enumerate(ALL.values())]
    with Grader(
        {"q1": written()}, limits={"case_s": 20.0, "cell_s": 20.0, "total_s": 120.0, "memory_bytes": 2 << 30}
    ) as g:
        cases = g.report(cells).questions[0].cases
    return {case.name: (case.verdict, case.message) for case in cases}


def here(name):
    """Runs one row in this process."""
    pytest.importorskip("torch")
    env = {"Case": Case, "agree": agree}
    exec(SETUP, env)
    student, reference, arguments, options, _ = ALL[name]
    exec(f"agree({student}, {reference}, [Case({arguments})], name='f'{options})", env)


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_fair_ta_accepts(judged, name):
    here(name)
    assert judged[name] == (Verdict.PASS, "")


@pytest.mark.parametrize("name", REFUSED)
def test_a_fair_ta_refuses_and_says_why(judged, name):
    words = REFUSED[name][-1]
    with pytest.raises(CheckFailure) as caught:
        here(name)
    assert words in str(caught.value)
    assert judged[name][0] is Verdict.FAIL
    assert words in judged[name][1]


def test_a_parameter_that_no_position_stands_for_is_the_students_own_error():
    with pytest.raises(TypeError, match="unexpected keyword argument 'k'"):
        agree(lambda x, lam: lam * x, lambda x, *, k: k * x, [Case(1.0, k=2.0)])
