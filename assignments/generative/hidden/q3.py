"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.generative.vae import gaussian_kl as reference_kl
from reference.generative.vae import reparameterize as reference_draw
from reference.generative.vae import vae_elbo as reference_elbo
from reference.misconceptions import misconceptions_of


def variance_as_std(mu, logvar, eps):
    """The noise is scaled by the variance of half the logarithm, e^{ℓ/4}."""
    return reference_draw(mu, logvar / 2, eps)


def no_one(mu, logvar):
    return reference_kl(mu, logvar) + mu.shape[1] / 2


def log_sigma(mu, logvar):
    """The variance is right, its logarithm is halved."""
    return reference_kl(mu, logvar) + np.sum(logvar, axis=1) / 4


def through_the_bound(m):
    """The same mistake in the KL of the bound."""

    def bound(x, x_logits, mu, logvar, beta=1.0):
        return reference_elbo(x, x_logits, mu, logvar, 0.0) - beta * m.mutant(mu, logvar)

    return Misconception(m.key, m.message, bound)


def probabilities(x, x_logits, mu, logvar, beta=1.0):
    """Takes the decoder's output for probabilities of on and off."""
    p = np.clip(x_logits, 1e-7, 1 - 1e-7)
    pixels = x * np.log(p) + (1 - x) * np.log1p(-p)
    return pixels.reshape(len(x), -1).sum(axis=1) - beta * reference_kl(mu, logvar)


def negative_pixels(x, x_logits, mu, logvar, beta=1.0):
    return -reference_elbo(x, x_logits, mu, logvar, 0.0) - beta * reference_kl(mu, logvar)


DRAW = (
    *misconceptions_of(reference_draw),
    Misconception("T10.2/quarter", "σ is the root of the variance: exp(½·logvar), once.", variance_as_std),
)
KL = (
    *misconceptions_of(reference_kl),
    Misconception("T10.2/no_one", "The 1 is missing: a standard Gaussian costs nothing.", no_one),
    Misconception("T10.2/log_sigma", "It is the logarithm of the variance that is subtracted.", log_sigma),
)
ELBO = (
    *misconceptions_of(reference_elbo),
    *(through_the_bound(m) for m in KL if m.key != "T10.2/kl_sign"),  # there it is the same as kl_added
    Misconception("T10.2/probabilities", "The decoder gives logits: σ of them is the probability.", probabilities),
    Misconception("T10.2/negative_pixels", "The likelihood of the pixels is to be high, too.", negative_pixels),
)


def codes(*sizes, parts=3):
    rng = np.random.default_rng(31)
    for shape in sizes:
        for dtype in ("float64", "float32"):
            yield tuple(rng.normal(size=shape).astype(dtype) for _ in range(parts))


@test_case(
    name="draws",
    points=1,
    hidden=True,
    failure_message="The encoder gives the logarithm of the variance. What multiplies the noise?",
)
def test_hidden_draws(reparameterize):
    cases = list(codes((3, 5), (4, 2), (2, 2), (3, 5), (1, 1)))
    cases += [tuple(np.asfortranarray(part) for part in cases[0]), tuple(part - 12 for part in cases[2])]
    agree(reparameterize, reference_draw, cases, mutants=DRAW)


@test_case(
    name="divergences",
    points=1,
    hidden=True,
    failure_message="Which Gaussian costs nothing? Over which axis do you sum?",
)
def test_hidden_kl(gaussian_kl):
    cases = list(codes((3, 5), (4, 2), (2, 2), (3, 5), parts=2))
    cases.append(tuple(np.asfortranarray(part) for part in cases[0]))
    agree(gaussian_kl, reference_kl, cases, mutants=KL)


@test_case(
    name="standard, narrow, wide and single Gaussians",
    points=0.5,
    hidden=True,
    failure_message="σ = 1 with another mean, σ near 0, σ very large: none of them has a negative KL.",
)
def test_hidden_kl_edges(gaussian_kl):
    mu = np.random.default_rng(32).normal(size=(4, 3))
    cases = [(mu, 0 * mu), (0 * mu, mu), (3 * mu, mu - 20), (mu, mu + 15), (mu[:, :1], mu[:, 1:2]), (0 * mu, 0 * mu)]
    agree(gaussian_kl, reference_kl, cases, mutants=KL)


def pictures(*shapes):
    rng = np.random.default_rng(33)
    for B, d, *pixels in shapes:
        for dtype in ("float64", "float32"):
            x = (rng.uniform(size=(B, *pixels)) < 0.5).astype(dtype)
            yield x, *(rng.normal(size=size).astype(dtype) for size in ((B, *pixels), (B, d), (B, d)))


@test_case(
    name="bounds",
    points=1,
    hidden=True,
    failure_message="Sum over all pixels and all dimensions of a sample; β weighs one of the two terms.",
)
def test_hidden_bounds(vae_elbo):
    made = list(pictures((3, 2, 7), (2, 4, 3, 5), (4, 3, 2, 3, 2), (3, 2, 7)))
    cases = [Case(*parts) for parts in made] + [Case(*parts, (0.5, 4.0, 0.25)[i % 3]) for i, parts in enumerate(made)]
    agree(vae_elbo, reference_elbo, cases, mutants=ELBO)


@test_case(
    name="grey values, β = 0, sure decoders",
    points=0.5,
    hidden=True,
    failure_message="Pixels may be grey, and logits ±1000. For β = 0 the KL does not matter.",
)
def test_hidden_bound_edges(vae_elbo):
    rng = np.random.default_rng(34)
    (x, a, mu, logvar), *_ = pictures((3, 2, 5))
    cases = [
        Case(rng.uniform(size=(3, 5)), a, mu, logvar),
        Case(x, a, mu, logvar, beta=0.0),
        Case(x, 1000 * a, mu, logvar),
        Case(x[:, :1], a[:, :1], mu[:, :1], logvar[:, :1], beta=1.5),
        Case(np.asfortranarray(rng.uniform(size=(3, 5))), np.asfortranarray(a), mu, logvar, 2.0),
    ]
    agree(vae_elbo, reference_elbo, cases, mutants=ELBO)
