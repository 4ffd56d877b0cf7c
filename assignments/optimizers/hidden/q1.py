"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.training.optimizers import gd_step as reference_step


@test_case(
    name="random steps", points=1.5, hidden=True, failure_message="Which direction is downhill, and how far do you go?"
)
def test_hidden_random(gd_step):
    rng = np.random.default_rng(1)
    cases = [
        (rng.normal(size=s).astype(t), rng.normal(size=s).astype(t), lr)
        for s, lr in (((5,), 0.3), ((2, 3), 0.05), ((2, 3, 4), 2.0), ((2, 3), 0.05))
        for t in ("float64", "float32")
    ]
    cases.append((*(np.asfortranarray(a) for a in cases[2][:2]), 0.3))
    agree(gd_step, reference_step, cases, mutants=misconceptions_of(reference_step))
