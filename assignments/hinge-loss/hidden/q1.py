"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.linear.hinge import linear_scores as reference_scores
from reference.misconceptions import misconceptions_of

MUTANTS = misconceptions_of(reference_scores)


def cases(shapes):
    rng = np.random.default_rng(21)
    drawn = [
        (rng.normal(size=(n, d)).astype(t), rng.normal(size=(c, d)).astype(t), rng.normal(size=c).astype(t))
        for (n, d, c) in (*shapes, shapes[0])  # the same shapes again, with other numbers
        for t in ("float64", "float32")
    ]
    X, W, b = drawn[0]
    return [*drawn, (np.asfortranarray(X), np.asfortranarray(W), b)]


@test_case(
    name="as many classes as features",
    points=1,
    hidden=True,
    failure_message="Which axis of W runs over the classes?",
)
def test_hidden_square(linear_scores):
    agree(linear_scores, reference_scores, cases([(5, 3, 3), (2, 4, 4), (3, 3, 3)]), mutants=MUTANTS)


@test_case(
    name="random shapes",
    points=1,
    hidden=True,
    failure_message="Write the shapes of X, W and b beside your formula.",
)
def test_hidden_shapes(linear_scores):
    agree(linear_scores, reference_scores, cases([(5, 3, 2), (1, 2, 7), (7, 5, 3), (4, 2, 4)]), mutants=MUTANTS)
