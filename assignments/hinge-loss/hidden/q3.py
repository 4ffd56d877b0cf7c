"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.linear.hinge import multiclass_hinge_grad_scores as reference_grad
from reference.misconceptions import misconceptions_of


def true_entry(of_count):
    """The right gradient, with another entry for the true class: from how many classes violate the margin."""

    def mutant(scores, y, delta):
        grad, rows = reference_grad(scores, y, delta).copy(), np.arange(len(y))
        grad[rows, y] = of_count(-grad[rows, y])
        return grad

    return mutant


def margins(scores, y, delta):
    rows = np.arange(len(y))
    found = np.maximum(scores - scores[rows, y][:, None] + delta, 0)
    found[rows, y] = 0
    found[rows, y] = -found.sum(axis=1)
    return found


MUTANTS = [
    *misconceptions_of(reference_grad),
    Misconception("T2.3/true_counted", "The true class does not compete with itself: it is counted once too often.",
                  true_entry(lambda count: -count - 1)),
    Misconception("T2.3/margins", "A violating class gets 1, however large its margin is.", margins),
]  # fmt: skip


@test_case(
    name="random scores",
    points=1,
    hidden=True,
    failure_message="How often does the true class appear in the sum?",
)
def test_hidden_random(hinge_grad_scores):
    rng = np.random.default_rng(41)
    cases = [
        ((2 * rng.normal(size=(n, c))).astype(t), rng.integers(0, c, size=n), delta)
        for n, c, delta in ((5, 4, 1.5), (2, 7, 0.5), (11, 3, 1.5), (5, 4, 1.5))
        for t in ("float64", "float32")
    ]
    cases.append((np.asfortranarray(2 * rng.normal(size=(5, 4))), rng.integers(0, 4, size=5), 1.0))
    agree(hinge_grad_scores, reference_grad, cases, mutants=MUTANTS, name="hinge_grad_scores")


@test_case(name="exactly at the kink", points=1, hidden=True, failure_message="Is a margin of exactly 0 a violation?")
def test_hidden_kink(hinge_grad_scores):
    scores = np.array([[4.0, -2.0, 1.0], [3.0, 2.0, 3.0], [0.0, 5.0, 2.0]])
    cases = [(scores, np.array([2, 0, 1]), 3.0), (scores, np.array([0, 0, 1]), 1.0)]
    agree(hinge_grad_scores, reference_grad, cases, mutants=MUTANTS, name="hinge_grad_scores")


@test_case(
    name="whole numbers",
    points=1,
    hidden=True,
    failure_message="With whole numbers many margins are exactly 0. Is each of them counted as the text says?",
)
def test_hidden_whole(hinge_grad_scores):
    rng = np.random.default_rng(42)
    cases = [
        (rng.integers(-3, 4, size=(n, c)).astype(float), rng.integers(0, c, size=n), 2.0) for n, c in ((9, 4), (7, 3))
    ]
    agree(hinge_grad_scores, reference_grad, cases, mutants=MUTANTS, name="hinge_grad_scores")
