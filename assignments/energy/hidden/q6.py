"""Hidden tests of q6."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.energy import diffusion
from reference.misconceptions import misconceptions_of


def reference_schedule(kind, T):
    return diffusion.beta_schedule(kind, T)


def last_step(x0, t, noise, betas):
    """The step of the first sample for all of them."""
    return diffusion.q_sample(x0, int(np.ravel(t)[0]), noise, betas)


def cumulative(kind, T):
    """1 − ᾱ with the limit of a β."""
    (wrong,) = misconceptions_of(diffusion.beta_schedule, "T11.7/abar_as_beta")
    return np.minimum(wrong.mutant(kind, T), 0.999)


SCHEDULE = (
    *misconceptions_of(diffusion.beta_schedule),
    Misconception("T11.7/abar_as_beta", "β is what a step adds: 1 − ᾱ_{t+1}/ᾱ_t.", cumulative),
)
SAMPLE = (
    *misconceptions_of(diffusion.q_sample),
    Misconception("T11.7/one_step_for_all", "Each sample of a batch may have a step of its own.", last_step),
)
PREDICT = misconceptions_of(diffusion.predict_x0)
LOSS = misconceptions_of(diffusion.ddpm_loss)


@test_case(
    name="schedules",
    points=1,
    hidden=True,
    failure_message="Where do β of the linear schedule begin and end? Of the cosine one, what is their product, and the largest?",
)
def test_hidden_schedules(beta_schedule):
    cases = [(kind, T) for T in (10, 4, 25, 2, 1, 1000) for kind in ("linear", "cosine")]
    agree(beta_schedule, reference_schedule, cases, mutants=SCHEDULE, name="beta_schedule")


def batches(seed, *shapes):
    """β of 0.05 and more: single precision knows 1 − ᾱ of the first step to the tolerance."""
    rng = np.random.default_rng(seed)
    for shape in shapes:
        for dtype in ("float64", "float32"):
            betas = rng.uniform(0.05, 0.4, size=6).astype(dtype)
            x, noise = (rng.normal(size=shape).astype(dtype) for _ in range(2))
            yield x, rng.permutation(6)[: shape[0]], noise, betas


SHAPES = ((4, 2), (3, 1, 4, 5), (5,), (2, 3, 4), (4, 2))


@test_case(
    name="jumps into the noise",
    points=1,
    hidden=True,
    failure_message="What is multiplied with the data, what with the noise, and how many steps are behind step t? Try t for each sample, and images.",
)
def test_hidden_jumps(q_sample):
    cases = list(batches(61, *SHAPES))
    cases += [(x, int(t[0]), noise, betas) for x, t, noise, betas in batches(62, *SHAPES)]
    x, t, noise, betas = cases[0]
    for first_or_last in (0, 5):
        cases.append((np.asfortranarray(-x), first_or_last, noise, betas))
    x.flags.writeable = False
    agree(q_sample, diffusion.q_sample, cases, mutants=SAMPLE)


@test_case(
    name="back by one jump",
    points=0.5,
    hidden=True,
    failure_message="Solve the equation of the jump for x₀. What did the data shrink by?",
)
def test_hidden_back(predict_x0):
    cases = list(batches(63, *SHAPES))
    cases += [(x, int(t[0]), noise, betas) for x, t, noise, betas in batches(64, *SHAPES)]
    x, t, noise, betas = cases[0]
    cases.append((np.asfortranarray(-x), t, noise, betas))
    agree(predict_x0, diffusion.predict_x0, cases, mutants=PREDICT)


@test_case(
    name="losses",
    points=0.5,
    hidden=True,
    failure_message="The mean of the squares, over everything that there is.",
)
def test_hidden_losses(ddpm_loss):
    cases = [(x, noise) for x, _, noise, _ in batches(65, *SHAPES, (1, 1))]
    cases.append((np.asfortranarray(cases[0][0]), cases[0][0].copy()))
    agree(ddpm_loss, diffusion.ddpm_loss, cases, mutants=LOSS)
