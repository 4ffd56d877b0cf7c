"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.training.optimizers import minibatch_indices


def drive(cut, perm, batch_size):
    """A list of integer arrays, as the question wants it."""
    return [np.asarray(batch) for batch in cut(len(perm), batch_size, perm)]


def in_order(perm, size):
    return [np.sort(batch) for batch in drive(minibatch_indices, perm, size)]


MUTANTS = [
    *(m.through(drive) for m in misconceptions_of(minibatch_indices)),
    Misconception("T4.1/sorted", "Inside a batch the samples keep the order of perm.", in_order),
]


@test_case(
    name="shuffled orders",
    points=2,
    hidden=True,
    failure_message="Does every sample appear exactly once, in the order of perm?",
)
def test_hidden_orders(minibatches):
    rng = np.random.default_rng(2)
    cases = [(rng.permutation(n), k) for n, k in ((7, 3), (10, 4), (12, 5), (3, 8), (9, 1), (7, 3))]
    agree(
        minibatches, lambda perm, size: drive(minibatch_indices, perm, size), cases, mutants=MUTANTS, name="minibatches"
    )
