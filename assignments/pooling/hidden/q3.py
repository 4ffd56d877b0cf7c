"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference import pool
from reference._misconceptions import misconceptions_of

SETTINGS = [((2, 3, 6, 4), 2, 2), ((1, 2, 7, 5), 3, 2), ((2, 1, 5, 6), 2, 1), ((1, 2, 8, 7), 2, 3)]


@test_case(name="means", points=2, hidden=True, failure_message="Which numbers does each window see, and how many are they?")
def test_hidden_means(avg_pool2d):
    rng = np.random.default_rng(91)
    cases = [(rng.normal(size=shape).astype(t), size, stride) for shape, size, stride in SETTINGS for t in ("float64", "float32")]
    agree(avg_pool2d, pool.avg_pool2d, cases, mutants=misconceptions_of(pool.avg_pool2d))


@test_case(name="shares", points=2, hidden=True, failure_message="How large is each share, and what happens where windows overlap?")
def test_hidden_shares(avg_pool2d_backward):
    rng = np.random.default_rng(92)
    cases = []
    for shape, size, stride in SETTINGS:
        x = rng.normal(size=shape)
        cases.append((x, rng.normal(size=pool.avg_pool2d(x, size, stride).shape), size, stride))
    agree(avg_pool2d_backward, pool.avg_pool2d_backward, cases, mutants=misconceptions_of(pool.avg_pool2d_backward))
