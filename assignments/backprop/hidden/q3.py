"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.mlp import mlp_delta_hidden, mlp_delta_output
from reference._misconceptions import misconceptions_of


@test_case(name="output deltas", points=2, hidden=True, failure_message="Check the sign of the error and the slope of the sigmoid.")
def test_hidden_output(delta_output):
    rng = np.random.default_rng(3)
    cases = [(rng.random(s).astype(t), rng.random(s).astype(t)) for s in ((5, 2), (1, 3), (4, 1)) for t in ("float64", "float32")]
    agree(delta_output, mlp_delta_output, cases, mutants=misconceptions_of(mlp_delta_output), name="delta_output")


@test_case(name="hidden deltas", points=2, hidden=True, failure_message="Follow the arrows of the picture backwards.")
def test_hidden_hidden(delta_hidden):
    rng = np.random.default_rng(4)
    cases = [
        (rng.normal(size=(n, c)).astype(t), rng.normal(size=(c, h)).astype(t), rng.random((n, h)).astype(t))
        for n, c, h in ((5, 2, 3), (4, 3, 3), (1, 4, 2))
        for t in ("float64", "float32")
    ]
    agree(delta_hidden, mlp_delta_hidden, cases, mutants=misconceptions_of(mlp_delta_hidden), name="delta_hidden")
