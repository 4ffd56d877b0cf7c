"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.neurons import perceptron_predict as predict
from reference.neurons import perceptron_update as reference_update
from reference._misconceptions import misconceptions_of

MUTANTS = misconceptions_of(reference_update, "T1.4/sign", "T1.4/no_bias_update", "T1.4/strict_mix", "T1.4/update_always")


def samples(right):
    """Samples that the current weights get right (or wrong), some with a net of exactly 0."""
    rng = np.random.default_rng(11)
    found = []
    for d, dtype in ((2, "float64"), (3, "float32"), (5, "float64"), (2, "float32")) * 3:
        w, x, b = rng.integers(-2, 3, d).astype(dtype), rng.integers(-2, 3, d).astype(dtype), float(rng.integers(-2, 3))
        y_hat = int(predict(x[None, :], w, b)[0])
        found.append((w, b, x, y_hat if right else 1 - y_hat, 0.5))
    zero = np.array([1.0, -1.0])
    return [*found, (zero, 0.0, np.array([2.0, 2.0]), 1 if right else 0, 0.25)]


@test_case(name="wrong answers move the boundary", points=2, hidden=True, failure_message="Write down y − ŷ for both kinds of error.")
def test_hidden_errors(perceptron_update):
    agree(perceptron_update, reference_update, samples(right=False), mutants=MUTANTS)


@test_case(name="right answers change nothing", points=1, hidden=True, failure_message="What is y − ŷ for a right answer?")
def test_hidden_right(perceptron_update):
    agree(perceptron_update, reference_update, samples(right=True), mutants=MUTANTS)
