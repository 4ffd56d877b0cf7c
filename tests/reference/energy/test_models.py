"""Energies by enumeration, chains by their stationary laws, score matching against the Fisher divergence."""

import itertools
import math

import numpy as np
import pytest

from reference.energy import models
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

N, D = 5, 3
STATES = list(itertools.product([-1, 1], repeat=2))
ENERGIES = [-a * b - a / 2 for a, b in STATES]


def test_the_worked_energies(xp):
    energies = xp.asarray(ENERGIES)
    assert math.exp(models.log_partition(energies)) == pytest.approx(6.960071, abs=5e-7)
    p = dict(zip(STATES, xp.to_numpy(models.boltzmann_probs(energies)), strict=True))
    assert (p[1, 1], p[-1, -1]) == pytest.approx((0.643914, 0.236883), abs=5e-7)


@pytest.mark.parametrize("T", [0.3, 1.0, 20.0])
def test_probabilities_are_exponentials_over_their_sum(xp, T):
    weights = np.exp(-np.array(ENERGIES) / T)
    close(xp, models.boltzmann_probs(xp.asarray(ENERGIES), T), weights / weights.sum())
    assert xp.to_numpy(models.boltzmann_probs(xp.asarray([4.0]), T)) == [1]


def test_energies_of_a_thousand_and_impossible_states(xp):
    energies = xp.asarray([1e3, 1e3, np.inf])
    close(xp, models.boltzmann_probs(energies), [0.5, 0.5, 0])
    close(xp, models.log_partition(energies), math.log(2) - 1e3)
    close(xp, models.log_partition(-energies[:2]), math.log(2) + 1e3)


def test_the_gradient_of_log_z_is_minus_the_mean_gradient_of_the_energy():
    """Why `cd_loss` has the gradient of −log p: E_θ = θ·f over four states."""
    theta = torch.tensor([0.3, -0.7], dtype=torch.float64, requires_grad=True)
    f = torch.tensor(STATES, dtype=torch.float64)
    (exact,) = torch.autograd.grad(f[0] @ theta + models.log_partition(f @ theta), theta)
    p = models.boltzmann_probs(f @ theta).detach()
    counts = torch.round(p * 1e6).to(torch.int64)
    samples = f.repeat_interleave(counts, dim=0)
    (ours,) = torch.autograd.grad(models.cd_loss((f[:1]) @ theta, samples @ theta), theta)
    np.testing.assert_allclose(ours, exact, atol=1e-5)


def test_the_worked_langevin_step(xp):
    step = [xp.asarray([[2.0]]), xp.asarray([[2.0]]), 0.1, xp.asarray([[0.5]])]
    published(xp, models.langevin_step(*step), [[2.058114]])
    for key, expected in (("ascent", 2.258114), ("noise_eps", 1.95)):
        (m,) = misconceptions_of(models.langevin_step, f"T11.1/{key}")
        published(xp, m.mutant(*step), [[expected]])


@pytest.mark.parametrize("eps", [0.01, 0.5, 2.0])
def test_the_variance_that_langevin_keeps(xp, eps):
    """E = x²/2: with x = ±√v and noise ±1, all four equally likely, v = 1/(1 − ε/4) stays."""
    v = 1 / (1 - eps / 4)
    x, noise = xp.asarray([[math.sqrt(v) * s] for s, _ in STATES]), xp.asarray([[float(z)] for _, z in STATES])
    after = xp.to_numpy(models.langevin_step(x, x, eps, noise))
    assert (after**2).mean() == pytest.approx(v, rel=1e-12)


@pytest.mark.parametrize("T", [0.5, 1.0, 3.0])
def test_metropolis_keeps_the_boltzmann_distribution(xp, T):
    """The chain over four states that proposes each with ¼; its acceptance by counting even uniforms."""
    u = xp.asarray((np.arange(20000) + 0.5) / 20000)
    rates = np.array(
        [[xp.to_numpy(models.metropolis_accept(u * 0 + (b - a), u, T)).mean() for b in ENERGIES] for a in ENERGIES]
    )
    move = rates / 4
    np.fill_diagonal(move, 0)
    move += np.diag(1 - move.sum(1))
    p = xp.to_numpy(models.boltzmann_probs(xp.asarray(ENERGIES), T))
    np.testing.assert_allclose(p @ move, p, atol=1e-4)


def test_acceptance_at_the_edges(xp):
    dE, u = xp.asarray([0.0, -1e3, 1e3, np.inf, math.log(2)]), xp.asarray([0.999, 0.999, 0.0, 0.0, 0.5])
    got = xp.to_numpy(models.metropolis_accept(dE, u))
    assert got[:4].tolist() == [True, True, False, False]
    assert bool(models.metropolis_accept(1.0, 0.3)) is True
    assert bool(models.metropolis_accept(1.0, 0.4)) is False


def test_score_matching_is_the_fisher_divergence_up_to_a_constant(xp):
    """Data ±1 stand for N(0, 1): every integrand is of degree two. The model is N(m, v)."""
    x = np.array([[-1.0], [1.0]])
    for m, v in ((0.0, 1.0), (0.5, 2.0), (-1.0, 0.3)):
        score = (m - x) / v
        fisher = ((score + x) ** 2).mean() / 2
        ours = models.score_matching_loss(xp.asarray(score), xp.asarray([-1 / v, -1 / v]))
        assert float(ours) == pytest.approx(fisher - 0.5, rel=1e-12)


def test_traces_may_come_from_autograd():
    W, b, x = (torch.tensor(a) for a in draw(NP, (D, D), (D,), (N, D)))
    score = torch.tanh(x @ W.T + b)
    trace = torch.stack([torch.autograd.functional.jacobian(lambda r: torch.tanh(W @ r + b), row).trace() for row in x])
    expected = (0.5 * score.norm(dim=1) ** 2 + trace).mean()
    close(NP, models.score_matching_loss(score.numpy(), trace.numpy()), expected)


def test_the_denoising_target_is_the_score_of_the_noise(xp):
    x, noisy = draw(xp, (N, D), (N, D))
    clean, leaf = to_torch(xp, x, noisy)
    leaf.requires_grad_()
    torch.distributions.Normal(clean, 0.3).log_prob(leaf).sum().backward()
    close(xp, models.denoising_score_target(x, noisy, 0.3), leaf.grad, rtol=1e-6)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    x, g, z, e = draw(xp, (N, D), (N, D), (N, D), (N,), dtype="float32")
    out = [unchanged(xp, lambda *a: models.langevin_step(a[0], a[1], 0.1, a[2]), [x, g, z])]
    out += [models.boltzmann_probs(e, 2.0), models.log_partition(e), models.cd_loss(e, e)]
    out += [models.score_matching_loss(x, e), models.denoising_score_target(x, g, 0.5)]
    assert {a.dtype for a in out} == {x.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, e: models.boltzmann_probs(e, 0.0), "T: expected a temperature above 0, got 0.0"),
        (lambda x, e: models.boltzmann_probs(x), r"energies: expected 1 axes \(S,\), got shape \(5, 3\)"),
        (lambda x, e: models.log_partition(e[:0]), "energies: expected at least one sample"),
        (lambda x, e: models.langevin_step(x, x, -0.1, x), "eps: expected a number of at least 0, got -0.1"),
        (lambda x, e: models.langevin_step(x, x[:1, :], 0.1, x), r"grad_E: expected shape \(N, D\) = \(5, 3\)"),
        (lambda x, e: models.langevin_step(x, x, 0.1, x[:, :1]), r"noise: expected shape \(N, D\) = \(5, 3\)"),
        (lambda x, e: models.metropolis_accept(e, e[:2] * 0), r"u: expected shape that of dE = \(5,\), got \(2,\)"),
        (lambda x, e: models.metropolis_accept(1.0, 1.0), r"u: expected uniforms in \[0, 1\)"),
        (lambda x, e: models.cd_loss(e, e[:0]), "E_model: expected at least one sample"),
        (lambda x, e: models.score_matching_loss(x, e[:2]), r"jac_trace: expected shape \(N,\) = \(5,\), got \(2,\)"),
        (lambda x, e: models.denoising_score_target(x, x, 0.0), "sigma: expected a number above 0, got 0.0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (N, D), (N,)))


X, G, Z, E5, TR = draw(NP, (N, D), (N, D), (N, D), (4,), (N,))
CASES = {
    "boltzmann_probs": [(np.array(ENERGIES), 2.0)],
    "log_partition": [(np.array([*ENERGIES, 2.0]),)],
    "langevin_step": [(X, G, 0.1, Z)],
    "metropolis_accept": [(np.array([-1.0, 0.5, 0.5, 1.0, 0.5]), np.array([0.9, 0.75, 0.9, 0.5, 0.3]), 2.0)],
    "cd_loss": [(E5, TR)],
    "score_matching_loss": [(X, TR)],
    "denoising_score_target": [(X, G, 0.5)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(models, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(models)
    assert {m.function for m in mine} == set(CASES)
    listed = "plus_energy ascent noise_eps no_negative half"
    assert {f"T11.1/{key}" for key in listed.split()} <= {m.key for m in mine}
