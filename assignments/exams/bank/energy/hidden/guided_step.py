"""Hidden tests of guided_step."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.energy.diffusion import classifier_free_guidance, ddim_step
from reference.misconceptions import Misconception, misconceptions_of


def reference(guide=classifier_free_guidance, step=ddim_step):
    return lambda x, t, s, eps_c, eps_u, betas: step(x, t, s, guide(eps_c, eps_u, VARIANT["w"]), betas)


def of_one_step(x, t, s, eps, betas):
    """DDIM with 1 − β_t where the running product belongs."""
    now, then = 1 - betas[t], 1 - betas[s] if s >= 0 else 1.0
    return np.sqrt(then / now) * (x - np.sqrt(1 - now) * eps) + np.sqrt(1 - then) * eps


def mutants():
    alpha = Misconception(
        "T11.7/alpha_for_abar", "ᾱ is the running product.", "guided_step", reference(step=of_one_step)
    )
    return [
        *(m.through(lambda mutant, *a: reference(mutant)(*a)) for m in misconceptions_of(classifier_free_guidance)),
        *(
            m.through(lambda mutant, *a: reference(step=mutant)(*a))
            for m in misconceptions_of(ddim_step, "T11.7/t_shift")
        ),
        alpha,
    ]


@test_case(name="steps of several lengths", points=4, hidden=True)
def test_hidden_steps(guided_step):
    rng = np.random.default_rng(1)
    betas = np.array([0.1, 0.2, 0.3, 0.15, 0.4])
    cases = [
        (*rng.normal(size=(1, B, 3)), t, s, *rng.normal(size=(2, B, 3)), betas)
        for B, t, s in ((2, 4, 2), (5, 3, 0), (1, 4, 1))
    ]
    agree(guided_step, reference(), cases, mutants=mutants())


@test_case(name="to the clean images", points=1, hidden=True)
def test_hidden_clean(guided_step):
    rng = np.random.default_rng(2)
    cases = [
        (*rng.normal(size=(1, 3, 2)), t, -1, *rng.normal(size=(2, 3, 2)), np.array([0.2, 0.1, 0.5])) for t in (2, 1)
    ]
    agree(guided_step, reference(), cases, mutants=mutants())
