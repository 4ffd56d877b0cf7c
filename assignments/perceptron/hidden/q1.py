"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.neurons.perceptron import mcp_neuron as reference_neuron

SIGN = Misconception(
    "T1.3/sign", "The unit answers 1 or 0; np.sign answers −1, 0 and 1.", lambda x, w, b: np.sign(x @ w + b)
)
MUTANTS = [*misconceptions_of(reference_neuron), SIGN]


def reference(x, w, b):
    return reference_neuron(x, w, b)


def grids(seed, bias):
    """Integer-valued inputs and weights, so that nets of exactly 0 are common; `bias` shifts them."""
    rng = np.random.default_rng(seed)
    cases = []
    for n, d, dtype in ((23, 2, "float64"), (31, 3, "float32"), (1, 5, "float64"), (4, 4, "float64")):
        x, w = rng.integers(-2, 3, size=(n, d)), rng.integers(-2, 3, size=d)
        cases.append((x.astype(dtype), w.astype(dtype), float(rng.integers(-2, 3)) + bias))
    x, w, b = cases[0]
    cases += [(np.asfortranarray(x), w, b), (x[::-1].copy(), w[::-1].copy(), b)]
    return cases


@test_case(
    name="random inputs",
    points=2,
    hidden=True,
    failure_message="Compare your net input and its threshold with the formula.",
)
def test_hidden_random(mcp_neuron):
    agree(mcp_neuron, reference, grids(1, 0.5) + grids(2, 0.0), mutants=MUTANTS, name="mcp_neuron")


@test_case(name="nets of exactly zero", points=1, hidden=True, failure_message="Does a net input of exactly 0 fire?")
def test_hidden_zero(mcp_neuron):
    x = np.array([[0.0, 0.0, 0.0], [1.0, -1.0, 3.0], [1.0, 1.0, -2.0], [2.0, 0.0, 0.0]])
    cases = [(x, np.array([1.0, 1.0, 1.0]), 0.0), (x, np.array([1.0, 1.0, 1.0]), -2.0)]
    agree(mcp_neuron, reference, cases, mutants=MUTANTS, name="mcp_neuron")
