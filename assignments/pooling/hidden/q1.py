"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.cnn.pool import max_pool2d as reference_pool
from reference.misconceptions import misconceptions_of


def across(x, size, stride):
    return reference_pool(x, size, stride).max(axis=1, keepdims=True) + 0 * reference_pool(x, size, stride)


MUTANTS = [
    *misconceptions_of(reference_pool),
    Misconception("T5.4/across_channels", "Each channel has a maximum of its own.", across),
]


def cases(settings):
    rng = np.random.default_rng(71)
    drawn = [
        (rng.normal(size=shape).astype(t), size, stride)
        for shape, size, stride in (*settings, settings[0])  # the same shape again, with other numbers
        for t in ("float64", "float32")
    ]
    shape, size, stride = settings[0]
    far_down = -1e200 * (1 + rng.random(shape))  # below whatever a search for the maximum may start from
    return [*drawn, (np.asfortranarray(drawn[0][0]), size, stride), (far_down, size, stride)]


@test_case(
    name="windows side by side", points=1, hidden=True, failure_message="Are negative numbers handled like all others?"
)
def test_hidden_tiles(max_pool2d):
    agree(max_pool2d, reference_pool, cases([((2, 3, 6, 4), 2, 2), ((1, 2, 9, 6), 3, 3)]), mutants=MUTANTS)


@test_case(name="windows that overlap", points=1, hidden=True, failure_message="Where does the second window begin?")
def test_hidden_overlap(max_pool2d):
    agree(max_pool2d, reference_pool, cases([((2, 3, 7, 5), 3, 2), ((1, 2, 6, 8), 2, 1)]), mutants=MUTANTS)


@test_case(name="gaps between windows", points=1, hidden=True, failure_message="Which rows does no window see?")
def test_hidden_gaps(max_pool2d):
    agree(max_pool2d, reference_pool, cases([((3, 1, 8, 7), 2, 3), ((1, 2, 7, 9), 1, 2)]), mutants=MUTANTS)
