"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.neurons.perceptron import perceptron_predict as reference_predict

MUTANTS = misconceptions_of(reference_predict)


def cases():
    rng = np.random.default_rng(5)
    found = []
    for threshold in ("ge", "gt"):
        for labels in ("01", "pm1"):
            for n, d, dtype in ((9, 2, "float64"), (13, 3, "float32")):
                X, w = rng.integers(-2, 3, size=(n, d)), rng.integers(-1, 3, size=d)
                found.append((X.astype(dtype), w.astype(dtype), 1.0, threshold, labels))
    return found


@test_case(
    name="all four conventions",
    points=2,
    hidden=True,
    failure_message="Try net = 0 under both thresholds, and both label sets.",
)
def test_hidden_conventions(perceptron_predict):
    agree(perceptron_predict, reference_predict, cases(), mutants=MUTANTS)
