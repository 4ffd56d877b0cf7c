"""Hidden tests of q7."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.energy import diffusion
from reference.misconceptions import misconceptions_of

WRAPS = "Before the first step ᾱ is 1. Python's index −1 is the last one."


def bars_at(betas, t, x):
    """ᾱ_t, with Python's meaning of t = −1."""
    return np.reshape(np.cumprod(1 - betas)[t], (-1,) + (1,) * (x.ndim - 1))


def wrapping_posterior(x0, x_t, t, betas):
    bar, before = bars_at(betas, t, x0), bars_at(betas, np.asarray(t) - 1, x0)
    beta = np.reshape(betas[t], bar.shape)
    mean = (np.sqrt(before) * beta * x0 + np.sqrt(1 - beta) * (1 - before) * x_t) / (1 - bar)
    return mean, 0 * x0 + beta * (1 - before) / (1 - bar)


def wrapping_sample(x_t, t, eps_pred, noise, betas):
    mean, variance = wrapping_posterior(diffusion.predict_x0(x_t, t, eps_pred, betas), x_t, t, betas)
    return mean + np.sqrt(variance) * noise


def wrapping_ddim(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None):
    bar, after = bars_at(betas, t, x_t), bars_at(betas, t_prev, x_t)
    with np.errstate(invalid="ignore"):
        sigma = eta * np.sqrt((1 - after) / (1 - bar)) * np.sqrt(1 - bar / after)
        x = np.sqrt(after) * diffusion.predict_x0(x_t, t, eps_pred, betas)
        x = x + np.sqrt(1 - after - sigma**2) * eps_pred
    return x if noise is None else x + sigma * noise


def one_step(x_t, t, t_prev, eps_pred, betas, eta=0.0, noise=None):
    return diffusion.ddim_step(x_t, t, np.asarray(t) - 1, eps_pred, betas, eta, noise)


POSTERIOR = (
    *misconceptions_of(diffusion.posterior_mean_variance),
    Misconception("T11.7/index_wraps", WRAPS, wrapping_posterior),
)
SAMPLE = (*misconceptions_of(diffusion.p_sample), Misconception("T11.7/index_wraps", WRAPS, wrapping_sample))
DDIM = (
    *misconceptions_of(
        diffusion.ddim_step, "T11.8/direction_not_reduced", "T11.8/variance_as_std", "T11.8/eta_ignored"
    ),
    Misconception("T11.7/index_wraps", WRAPS, wrapping_ddim),
    Misconception("T11.7/always_one_step", "DDIM leaps to t', which may be far before t.", one_step),
)
GUIDANCE = misconceptions_of(diffusion.classifier_free_guidance)

SHAPES = ((4, 2), (3, 1, 4, 5), (5,), (2, 3, 4), (4, 2))


def batches(seed, *shapes):
    """β of 0.05 and more: single precision knows 1 − ᾱ of the first step to the tolerance."""
    rng = np.random.default_rng(seed)
    for shape in shapes:
        for dtype in ("float64", "float32"):
            betas = rng.uniform(0.05, 0.4, size=6).astype(dtype)
            x, y, noise = (rng.normal(size=shape).astype(dtype) for _ in range(3))
            yield rng, x, y, noise, 1 + rng.permutation(5)[: shape[0]], betas


@test_case(
    name="between two witnesses",
    points=1,
    hidden=True,
    failure_message="Which ᾱ belongs to which factor? At t = 0 the mean is x₀, and the variance 0. Try t for each sample.",
)
def test_hidden_posterior(posterior_mean_variance):
    cases = [(x0, x_t, t, betas) for _, x0, x_t, _, t, betas in batches(71, *SHAPES)]
    cases += [(x0, x_t, int(t[0]), betas) for _, x0, x_t, _, t, betas in batches(72, *SHAPES)]
    x0, x_t, t, betas = cases[0]
    x0.flags.writeable = False
    cases += [(np.asfortranarray(-x0), x_t, t, betas), (x0, x_t, 0, betas), (x0, x_t, 5, betas)]
    cases += [(x0, x_t, np.array([0, 5, 0, 2]), betas)]
    agree(posterior_mean_variance, diffusion.posterior_mean_variance, cases, mutants=POSTERIOR)


@test_case(
    name="steps of DDPM",
    points=1,
    hidden=True,
    failure_message="The posterior of the guessed x₀, and noise of its standard deviation. In the last step, t = 0, the noise counts nothing.",
)
def test_hidden_ddpm(p_sample):
    cases = [(x, t, eps, noise, betas) for _, x, eps, noise, t, betas in batches(73, *SHAPES)]
    cases += [(x, int(t[0]), eps, noise, betas) for _, x, eps, noise, t, betas in batches(74, *SHAPES)]
    x, t, eps, noise, betas = cases[0]
    cases += [(np.asfortranarray(-x), t, eps, noise, betas), (x, 0, eps, noise, betas), (x, 5, eps, 0 * noise, betas)]
    cases += [(x, np.array([0, 5, 0, 2]), eps, noise, betas)]
    agree(p_sample, diffusion.p_sample, cases, mutants=SAMPLE)


@test_case(
    name="leaps of DDIM",
    points=1,
    hidden=True,
    failure_message="Without noise: the guessed x₀, shrunk for t', and the same ε with what is left of the variance. For t' = −1 only x₀ is left.",
)
def test_hidden_leaps(ddim_step):
    cases = []
    for rng, x, eps, _, t, betas in batches(75, *SHAPES):
        t_prev = np.array([int(rng.integers(-1, step)) for step in t])
        cases += [Case(x, t, t_prev, eps, betas), Case(x, int(t[0]), int(t_prev[0]), eps, betas, 0.0)]
    for _, x, eps, noise, _, betas in batches(76, (3, 2)):
        cases += [Case(x, 5, 1, eps, betas), Case(x, 4, -1, eps, betas), Case(x, 0, -1, eps, betas, 0.0, noise)]
        cases.append(Case(np.asfortranarray(-x), np.array([0, 5, 3]), np.array([-1, -1, 0]), eps, betas))
    agree(ddim_step, diffusion.ddim_step, cases, mutants=DDIM)


@test_case(
    name="leaps with new noise",
    points=0.5,
    hidden=True,
    failure_message="What the new noise takes of the variance is taken from the direction. How is noise of variance σ² made?",
)
def test_hidden_eta(ddim_step):
    cases = []
    for rng, x, eps, noise, t, betas in batches(77, *SHAPES):
        t_prev = np.array([int(rng.integers(0, step)) for step in t])
        cases += [Case(x, t, t_prev, eps, betas, 0.5, noise), Case(x, t, t - 1, eps, betas, 1.0, noise)]
        cases.append(Case(x, int(t[0]), int(t_prev[0]), eps, betas, eta=0.8, noise=noise))
    _, x, eps, noise, _, betas = next(batches(78, (3, 2)))
    cases += [Case(x, 3, -1, eps, betas, 1.0, noise), Case(x, 5, 4, np.asfortranarray(eps), betas, 0.3, noise)]
    agree(ddim_step, diffusion.ddim_step, cases, mutants=DDIM)


@test_case(
    name="guidance",
    points=0.5,
    hidden=True,
    failure_message="w = 0 gives the noise without the condition, w = 1 that with it.",
)
def test_hidden_guidance(classifier_free_guidance):
    cases = []
    for rng, eps_c, eps_u, _, _, _ in batches(79, *SHAPES):
        cases += [(eps_c, eps_u, w) for w in (0.0, 1.0, float(rng.uniform(1.5, 7)), -0.5)]
    cases.append((np.asfortranarray(-cases[0][0]), cases[0][1], 3))
    agree(classifier_free_guidance, diffusion.classifier_free_guidance, cases, mutants=GUIDANCE)
