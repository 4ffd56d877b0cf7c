"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.cnn.pool import global_avg_pool as reference_pool
from reference.misconceptions import misconceptions_of


@test_case(name="random images", points=1, hidden=True, failure_message="Which axes disappear?")
def test_hidden_images(global_avg_pool):
    rng = np.random.default_rng(99)
    cases = [
        (rng.normal(size=s).astype(t),)
        for s in ((2, 3, 4, 5), (1, 7, 2, 2), (5, 1, 3, 1), (2, 3, 4, 5))
        for t in ("float64", "float32")
    ]
    cases.append((np.asfortranarray(cases[0][0]),))
    agree(global_avg_pool, reference_pool, cases, mutants=misconceptions_of(reference_pool))
