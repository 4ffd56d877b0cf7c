"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.linear.hinge import multiclass_hinge as reference_hinge
from reference.misconceptions import misconceptions_of


def cut_at_the_end(scores, y, delta):
    rows = np.arange(len(y))
    margins = scores - scores[rows, y][:, None] + delta
    margins[rows, y] = 0
    return max(0.0, margins.sum() / len(y))


MUTANTS = [
    *misconceptions_of(reference_hinge),
    Misconception(
        "T2.2/cut_at_the_end", "Each competitor's part is cut at 0 by itself, before the sum.", cut_at_the_end
    ),
]


def cases(delta, scale):
    rng = np.random.default_rng(31)
    drawn = [
        ((scale * rng.normal(size=(n, c))).astype(t), rng.integers(0, c, size=n), delta * times)
        for n, c, times in ((1, 3, 1.0), (7, 2, 1.25), (5, 4, 1.5), (3, 10, 1.0))
        for t in ("float64", "float32")
    ]
    return [*drawn, (np.asfortranarray(scale * rng.normal(size=(5, 4))), rng.integers(0, 4, size=5), delta)]


@test_case(
    name="random scores",
    points=2,
    hidden=True,
    failure_message="Who competes with the true class, and how many of them count?",
)
def test_hidden_random(multiclass_hinge):
    agree(multiclass_hinge, reference_hinge, cases(1.0, 2.0), mutants=MUTANTS)


@test_case(name="a wide margin", points=1, hidden=True, failure_message="What does a larger Δ do to the loss?")
def test_hidden_wide(multiclass_hinge):
    agree(multiclass_hinge, reference_hinge, cases(7.5, 1.0), mutants=MUTANTS)


@test_case(
    name="easy samples cost nothing",
    points=1,
    hidden=True,
    failure_message="What is the loss when the true class wins clearly?",
)
def test_hidden_easy(multiclass_hinge):
    scores = np.array([[9.0, 1.0, 2.0], [-3.0, -20.0, 4.5], [0.0, 1.0, 0.5]])
    agree(
        multiclass_hinge,
        reference_hinge,
        [(scores, np.array([0, 2, 1]), 0.5), (scores, np.array([0, 2, 2]), 0.5)],
        mutants=MUTANTS,
    )
