"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.cnn.pool import global_avg_pool as reference_pool
from reference.misconceptions import misconceptions_of

MUTANTS = [
    *misconceptions_of(reference_pool),
    Misconception("T5.4/global_max", "Global average pooling takes the mean.", lambda x: x.max(axis=(2, 3))),
    Misconception("T5.4/whole_batch", "Each sample has a mean of its own.",
                  lambda x: x.mean(axis=(0, 2, 3)) + 0 * x[:, :, 0, 0]),
]  # fmt: skip


@test_case(name="random images", points=1, hidden=True, failure_message="Which axes disappear?")
def test_hidden_images(global_avg_pool):
    rng = np.random.default_rng(99)
    cases = [
        (rng.normal(size=s).astype(t),)
        for s in ((2, 3, 4, 5), (1, 7, 2, 2), (5, 1, 3, 1), (2, 3, 4, 5))
        for t in ("float64", "float32")
    ]
    cases.append((np.asfortranarray(cases[0][0]),))
    agree(global_avg_pool, reference_pool, cases, mutants=MUTANTS)
