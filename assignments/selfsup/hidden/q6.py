"""Hidden tests of q6: values, and gradients that backward() brings to both views."""

import torch
from otter.test_files import test_case

from autograder.checks import Misconception, agree, require, with_gradients
from reference.misconceptions import misconceptions_of
from reference.selfsup.vicreg import covariance_term as reference_covariance
from reference.selfsup.vicreg import invariance_term as reference_invariance
from reference.selfsup.vicreg import variance_term as reference_variance
from reference.selfsup.vicreg import vicreg_loss as reference_loss


def loss(z1, z2, lam=25.0, mu=25.0, nu=1.0):
    return reference_loss(z1, z2, lam, mu, nu)


def gradients(z1, z2, lam=25.0, mu=25.0, nu=1.0):
    return with_gradients(loss, z1, z2, lam, mu, nu)


def variance_not_deviation(z, gamma=1.0, eps=1e-4):
    return torch.relu(gamma - (z.var(dim=0) + eps)).mean()


def feature_total(z, gamma=1.0, eps=1e-4):
    return z.shape[1] * reference_variance(z, gamma, eps)


def loss_of_variances(z1, z2, lam=25.0, mu=25.0, nu=1.0):
    spread = variance_not_deviation(z1) + variance_not_deviation(z2)
    return reference_loss(z1, z2, lam, 0.0, nu) + mu * spread


def one_spread(z1, z2, lam=25.0, mu=25.0, nu=1.0):
    return reference_loss(z1, z2, lam, 0.0, 0.0) + mu * reference_variance(z1) + nu * reference_covariance(z1)


def exchanged(z1, z2, lam=25.0, mu=25.0, nu=1.0):
    return reference_loss(z1, z2, mu, lam, nu)


INVARIANCE = misconceptions_of(reference_invariance)
VARIANCE = (
    *misconceptions_of(reference_variance),
    Misconception("T12.7/var_not_std", "The hinge is on the standard deviation.", variance_not_deviation),
    Misconception("T12.7/variance_sum", "The mean over features.", feature_total),
)
COVARIANCE = misconceptions_of(reference_covariance)
LOSS = (
    *misconceptions_of(reference_loss),
    Misconception("T12.7/var_not_std", "The hinge is on the standard deviation.", loss_of_variances),
    Misconception("T12.7/one_view", "Variance and covariance are asked of both views.", one_spread),
    Misconception("T12.7/weights_exchanged", "λ weighs the invariance, μ the variance.", exchanged),
)


def embeddings(seed, *sizes):
    """Two views whose features spread by 0.3 to 1.5, with means that are not 0."""
    generator = torch.Generator().manual_seed(seed)
    for n, d in sizes:
        z, noise = torch.randn((2, n, d), generator=generator, dtype=torch.float64)
        mix = torch.randn((d, d), generator=generator, dtype=torch.float64) / d**0.5
        z1 = (z @ mix) * torch.linspace(0.3, 1.5, d, dtype=torch.float64) + torch.linspace(
            -1, 2, d, dtype=torch.float64
        )
        for dtype in (torch.float64, torch.float32):
            yield z1.to(dtype), (z1 + 0.4 * noise).to(dtype)
    yield z1.T.contiguous().T, (z1 + 0.4 * noise).T.contiguous().T


SIZES = ((6, 3), (4, 5), (9, 2), (6, 3), (2, 4), (5, 1))


@test_case(
    name="invariance",
    points=0.5,
    hidden=True,
    failure_message="A sum over features, a mean over samples.",
)
def test_hidden_invariance(invariance_term):
    agree(invariance_term, reference_invariance, list(embeddings(61, *SIZES)), mutants=INVARIANCE)


@test_case(
    name="variance",
    points=0.75,
    hidden=True,
    failure_message="For one feature: what is its standard deviation, of a sample of n, and what does it lack?",
)
def test_hidden_variance(variance_term):
    drawn = [z for pair in embeddings(62, *SIZES) for z in pair]
    cases = [(z,) for z in drawn] + [
        (z, gamma, eps) for z in drawn[:6] for gamma, eps in ((2.0, 0.01), (0.5, 1e-4), (1.0, 0.1))
    ]
    same = torch.ones(4, 3, dtype=torch.float64)
    agree(variance_term, reference_variance, [*cases, (same,), (2 * same, 1.0, 0.25)], mutants=VARIANCE)


@test_case(
    name="covariance",
    points=0.75,
    hidden=True,
    failure_message="Center first. Which entries of C count, and by what is their sum divided?",
)
def test_hidden_covariance(covariance_term):
    cases = [(z,) for pair in embeddings(63, *SIZES) for z in pair]
    agree(covariance_term, reference_covariance, [*cases, (torch.ones(4, 3, dtype=torch.float64),)], mutants=COVARIANCE)


@test_case(
    name="weights and batches",
    points=0.75,
    hidden=True,
    failure_message="Which weight belongs to which term, and which terms are there once for each view?",
)
def test_hidden_loss(vicreg_loss):
    pairs = list(embeddings(64, *SIZES))
    weights = ((1.0, 2.0, 4.0), (0.0, 1.0, 0.0), (25.0, 25.0, 1.0), (3.0, 0.0, 5.0))
    cases = [*pairs, *(((*pair, *w)) for pair, w in zip(pairs, weights, strict=False)), (*pairs[0], 10.0)]
    agree(vicreg_loss, loss, cases, mutants=LOSS, name="vicreg_loss")


@test_case(
    name="gradients",
    points=0.75,
    hidden=True,
    failure_message="backward() has to reach both views, through all three terms.",
)
def test_hidden_gradients(vicreg_loss):
    require(vicreg_loss, "vicreg_loss")
    same = torch.ones(4, 3, dtype=torch.float64)
    agree(
        lambda *case: with_gradients(vicreg_loss, *case),
        gradients,
        [*embeddings(65, (6, 3), (4, 5), (9, 2)), (same, 2 * same)],
        mutants=[m.through(with_gradients) for m in LOSS],
        name="vicreg_loss",
    )
