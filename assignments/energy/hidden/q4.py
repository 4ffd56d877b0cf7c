"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.energy import models
from reference.misconceptions import misconceptions_of


def overflowing(energies, T=1.0):
    with np.errstate(all="ignore"):
        weights = np.exp(-energies / T)
        return weights / weights.sum()


PROBS = (
    *misconceptions_of(models.boltzmann_probs),
    Misconception(
        "T11.1/overflow", "Subtract the lowest energy first: e to the power of 1000 is infinite.", overflowing
    ),
)
ACCEPT = misconceptions_of(models.metropolis_accept)
STEP = misconceptions_of(models.langevin_step)
TARGET = misconceptions_of(models.denoising_score_target)


@test_case(
    name="likely and unlikely states",
    points=0.5,
    hidden=True,
    failure_message="Which state is the likeliest, what does a high temperature do, and what is e to the power of 1000?",
)
def test_hidden_probs(boltzmann_probs):
    rng = np.random.default_rng(41)
    cases = []
    for S in (4, 7, 1, 4):
        for dtype in ("float64", "float32"):
            energies = rng.normal(size=S).astype(dtype)
            cases += [Case(energies), Case(energies, 3.0), Case(energies, T=0.3)]
    E = rng.normal(size=5)
    cases += [Case(1000 + E), Case(E - 1000, 2.0), Case(np.array([0.0, 2000.0, 1.0])), Case(np.zeros(3))]
    agree(boltzmann_probs, models.boltzmann_probs, cases, mutants=PROBS)


@test_case(
    name="proposals",
    points=0.5,
    hidden=True,
    failure_message="What falls is always accepted, whatever u is. What rises by dE, with probability e^(−dE/T).",
)
def test_hidden_accept(metropolis_accept):
    rng = np.random.default_rng(42)
    cases = []
    for shape in ((40,), (6, 7), (2, 3, 5), (40,)):
        for dtype in ("float64", "float32"):
            dE, u = rng.normal(size=shape).astype(dtype), rng.uniform(size=shape).astype(dtype)
            cases += [Case(dE, u), Case(np.asfortranarray(-dE), u, 3.0), Case(dE, u, T=0.3)]
    cases.append(Case(np.array([-1000.0, 1000.0, 0.0, -1e-3, 1000.0]), np.array([0.999, 0.0001, 0.999, 0.999, 0.5])))
    agree(metropolis_accept, models.metropolis_accept, cases, mutants=ACCEPT)


def samples(seed, *shapes):
    rng = np.random.default_rng(seed)
    for shape in shapes:
        for dtype in ("float64", "float32"):
            yield rng, *(rng.normal(size=shape).astype(dtype) for _ in range(3))


@test_case(
    name="steps downhill",
    points=0.5,
    hidden=True,
    failure_message="Which way, how far, and how much noise? Try E = x²/2 for many steps: the variance should be near 1.",
)
def test_hidden_steps(langevin_step):
    cases = []
    for rng, x, grad_E, noise in samples(43, (3, 2), (5, 4), (1, 1), (3, 2)):
        eps = float(rng.uniform(0.05, 0.9))
        cases += [(x, grad_E, eps, noise), (np.asfortranarray(grad_E), x, eps / 2, noise)]
    _, x, grad_E, noise = next(samples(44, (4, 3)))
    for array in (x, grad_E, noise):
        array.flags.writeable = False
    cases += [(x, grad_E, 1.0, noise), (x, grad_E, 0.25, 0 * noise), (x, 0 * grad_E, 0.04, noise)]
    cases.append((noise, x, 1.0, grad_E))  # other numbers, the same shapes and ε
    agree(langevin_step, models.langevin_step, cases, mutants=STEP)


@test_case(
    name="scores of spoilt samples",
    points=0.5,
    hidden=True,
    failure_message="Where does the score of a normal distribution point, and what is it divided by?",
)
def test_hidden_targets(denoising_score_target):
    cases = []
    for rng, x, _, noise in samples(45, (3, 2), (6,), (2, 3, 4), (3, 2)):
        sigma = float(rng.uniform(0.3, 3))
        cases += [(x, (x + sigma * noise).astype(x.dtype), sigma), (np.asfortranarray(noise), x, 2 * sigma)]
        cases.append((noise, x, sigma))  # other numbers, the same shapes and σ
    agree(denoising_score_target, models.denoising_score_target, cases, mutants=TARGET)
