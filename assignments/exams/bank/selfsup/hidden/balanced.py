"""Hidden tests of balanced."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.selfsup.dino import sinkhorn


def reference(function=sinkhorn):
    return lambda scores: function(scores, VARIANT["eps"], VARIANT["rounds"])


def mutants():
    return [m.through(lambda mutant, *a: reference(mutant)(*a)) for m in misconceptions_of(sinkhorn)]


@test_case(name="batches of several sizes", points=3, hidden=True)
def test_hidden_batches(balanced):
    rng = np.random.default_rng(1)
    cases = [(rng.normal(size=size),) for size in ((3, 2), (7, 4), (2, 5), (1, 3))]
    agree(balanced, reference(), cases, mutants=mutants())


@test_case(name="one prototype that all images like, and large scores", points=2, hidden=True)
def test_hidden_extremes(balanced):
    rng = np.random.default_rng(2)
    liked = rng.normal(size=(6, 3)) + [2, 0, 0]
    agree(balanced, reference(), [(liked,), (1000 + liked,)], mutants=mutants())
