"""Hidden tests of momentum_run."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.training.optimizers import momentum_step


def reference(step=momentum_step):
    def run(theta, gradients):
        delta = np.zeros_like(theta)
        for g in gradients:
            theta, delta = step(theta, delta, g, VARIANT["lr"], VARIANT["beta"])
        return theta

    return run


def mutants():
    keys = ("T4.2/ema", "T4.2/minus_beta", "T4.2/reset", "T4.2/lr_twice")
    return [m.through(lambda mutant, *a: reference(mutant)(*a)) for m in misconceptions_of(momentum_step, *keys)]


@test_case(name="several steps", points=3, hidden=True)
def test_hidden_steps(momentum_run):
    rng = np.random.default_rng(1)
    cases = [(rng.normal(size=s), [rng.normal(size=s) for _ in range(n)]) for s, n in (((2,), 2), ((3, 2), 5))]
    agree(momentum_run, reference(), cases, mutants=mutants())
