"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.selfsup.triplet import contrastive_loss as reference_loss


def loss(d, same, margin):
    return reference_loss(d, same, margin)


MISTAKES = (
    *misconceptions_of(reference_loss),
    Misconception("T12.1/no_half", "Half of the squares.", lambda d, same, margin: 2 * loss(d, same, margin)),
)


def pairs(seed, *sizes):
    rng = np.random.default_rng(seed)
    for N, margin in sizes:
        d, same = 2 * rng.random(N), rng.integers(0, 2, size=N)
        same[:2] = (0, 1)[:N]
        yield d, same, margin
        yield d.astype("float32"), same, margin


@test_case(
    name="batches of pairs",
    points=1.5,
    hidden=True,
    failure_message="Which pairs pull, which push, and from which distance on does a pair of two kinds cost nothing?",
)
def test_hidden_batches(contrastive_loss):
    agree(
        contrastive_loss,
        loss,
        list(pairs(11, (6, 1.0), (9, 1.5), (4, 0.5), (6, 2.0))),
        mutants=MISTAKES,
        name="contrastive_loss",
    )


@test_case(
    name="one kind, two kinds, no margin",
    points=0.5,
    hidden=True,
    failure_message="Only springs; only pushes; and a margin of 0, with which nothing pushes.",
)
def test_hidden_edges(contrastive_loss):
    d = np.array([0.0, 0.25, 1.0, 1.75])
    cases = [
        (d, np.ones(4, dtype=int), 1.0),
        (d, np.zeros(4, dtype=int), 1.0),
        (d, np.array([0, 1, 0, 1]), 0.0),
        (d[2:3], np.array([0]), 3.0),
        (d[2:3], np.array([1]), 3.0),
    ]
    agree(contrastive_loss, loss, cases, mutants=MISTAKES, name="contrastive_loss")
