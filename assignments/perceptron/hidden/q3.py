"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, as_like
from reference.misconceptions import misconceptions_of
from reference.neurons.perceptron import perceptron_predict as predict
from reference.neurons.perceptron import perceptron_update as reference_update


def of_net(w, b, x, y, eta=1.0):
    error = y - (w @ x + b)
    return w + eta * error * x, b + eta * error


def answer_without_bias(w, b, x, y, eta=1.0):
    error = y - float(w @ x >= 0)
    return w + eta * error * x, b + eta * error


MUTANTS = [
    *misconceptions_of(reference_update, "T1.4/sign", "T1.4/no_bias_update", "T1.4/strict_mix", "T1.4/update_always"),
    Misconception(
        "T1.4/adaline", "The error is y − ŷ with the answer 0 or 1; with the net input it is Adaline's rule.", of_net
    ),
    Misconception(
        "T1.4/answer_without_bias",
        "The bias belongs to the net input that the answer ŷ comes from.",
        answer_without_bias,
    ),
]


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


@test_case(
    name="wrong answers move the boundary",
    points=1,
    hidden=True,
    failure_message="Write down y − ŷ for both kinds of error.",
)
def test_hidden_errors(perceptron_update):
    agree(perceptron_update, reference_update, samples(right=False), mutants=MUTANTS)


@test_case(
    name="right answers change nothing",
    points=1,
    hidden=True,
    failure_message="What is y − ŷ for a right answer?",
)
def test_hidden_right(perceptron_update):
    agree(perceptron_update, reference_update, samples(right=True), mutants=MUTANTS)


def walk(update, w, b, X, y, eta):
    """The boundary after each of the samples."""
    path = []
    for x, label in zip(X, y, strict=True):
        w, b = as_like(update(w, b, x, label, eta), (w, b))
        path.append((w, b))
    return path


@test_case(
    name="twenty samples in a row",
    points=1,
    hidden=True,
    failure_message="Give each sample the weights and the bias that the one before left behind.",
)
def test_hidden_walk(perceptron_update):
    rng = np.random.default_rng(13)
    cases = []
    for d in (2, 3):
        X = rng.integers(-2, 3, size=(20, d)).astype(float)
        cases.append((np.zeros(d), 0.0, X, (X[:, 0] > X[:, 1]).astype(int).tolist(), 0.5))
    student = None if perceptron_update is None else lambda *a: walk(perceptron_update, *a)
    mutants = [m.through(walk) for m in MUTANTS]
    agree(student, lambda *a: walk(reference_update, *a), cases, mutants=mutants, name="perceptron_update")
