"""Hidden tests of pool_signal."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.cnn.pool import avg_pool2d, max_pool2d
from reference.misconceptions import misconceptions_of

POOL = max_pool2d if VARIANT["kind"] == "max" else avg_pool2d


def reference(x, pool=POOL):
    return pool(x[None, None, None], (1, VARIANT["size"]), (1, VARIANT["stride"]))[0, 0, 0]


def mutants():
    return [m.through(lambda mutant, x: reference(x, mutant)) for m in misconceptions_of(POOL)]


@test_case(name="signals of several lengths", points=2, hidden=True)
def test_hidden_lengths(pool_signal):
    rng = np.random.default_rng(1)
    agree(
        pool_signal, reference, [(rng.normal(size=n),) for n in (5, 8, 11, 13)], mutants=mutants(), name="pool_signal"
    )
