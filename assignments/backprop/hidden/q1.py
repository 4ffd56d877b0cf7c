"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.neurons.activations import sigmoid as reference_sigmoid

MUTANTS = misconceptions_of(reference_sigmoid)


@test_case(
    name="random arrays",
    points=1,
    hidden=True,
    failure_message="Compare a few of your values with a calculator.",
)
def test_hidden_random(sigmoid):
    rng = np.random.default_rng(1)
    shapes = [(7,), (3, 5), (2, 3, 4), (3, 5)]
    drawn = [(3 * rng.normal(size=s)).astype(t) for s in shapes for t in ("float64", "float32")]
    agree(sigmoid, reference_sigmoid, [(z,) for z in (*drawn, np.asfortranarray(drawn[2]))], mutants=MUTANTS)


@test_case(
    name="very large and very small",
    points=1,
    hidden=True,
    failure_message="What is e to the 1000 in floating point?",
)
def test_hidden_large(sigmoid):
    agree(
        sigmoid,
        reference_sigmoid,
        [(np.array([-1000.0, -40.0, 0.0, 40.0, 1000.0]),), (np.array([[800.0, -1.0]]),)],
        mutants=MUTANTS,
    )
