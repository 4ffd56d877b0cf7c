"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.mlp.autodiff import unbroadcast as reference

MUTANTS = misconceptions_of(reference)


def cases(*shapes):
    rng = np.random.default_rng(33)
    drawn = [(rng.normal(size=whole).astype(t), part) for whole, part in shapes for t in ("float64", "float32")]
    return [*drawn, (np.asfortranarray(drawn[0][0]), drawn[0][1])]


@test_case(
    name="new axes, stretched axes, both",
    points=1.5,
    hidden=True,
    failure_message="Line the two shapes up at their last axis: which axes are new, which have length 1?",
)
def test_hidden_axes(unbroadcast):
    shapes = [((2, 3), (3,)), ((2, 3), (2, 1)), ((4, 2, 3), (2, 1)), ((4, 2, 3), (1, 3)), ((4, 2, 3), ())]
    shapes += [((5, 4, 2, 3), (4, 1, 3)), ((2, 3), (1, 1)), ((2, 3), (3,)), ((3, 3), (3, 1)), ((2, 2, 2), (2,))]
    agree(unbroadcast, reference, cases(*shapes), mutants=MUTANTS)


@test_case(
    name="nothing to sum",
    points=0.5,
    hidden=True,
    failure_message="An axis of length 1 that stayed 1 has one copy. And if no axis is new or stretched?",
)
def test_hidden_same(unbroadcast):
    shapes = [((2, 3), (2, 3)), ((), ()), ((1, 3), (1, 3)), ((2, 1), (1,)), ((1, 1, 4), (4,))]
    agree(unbroadcast, reference, cases(*shapes), mutants=MUTANTS)
