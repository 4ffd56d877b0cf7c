"""Hidden tests of q6."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.rl.actor_critic import gae as reference_gae
from reference.rl.actor_critic import ppo_clip_loss as reference_ppo


def still_bootstrapped(r, v, done, gamma, lam):
    """The recursion stops, the value of the next episode's first state is used."""
    A, after = np.zeros(len(r)), 0.0
    for t in reversed(range(len(r))):
        after = A[t] = r[t] + gamma * v[t + 1] - v[t] + (0.0 if done[t] else gamma * lam * after)
    return A


def never_done(r, v, done, gamma, lam):
    return reference_gae(r, v, np.zeros(len(r), dtype=bool), gamma, lam)


DONE = "Nothing crosses the end of an episode: no later advantage, and no next value."
GAE = (
    *misconceptions_of(reference_gae),
    Misconception("T13.4/done_ignored", DONE, never_done),
    Misconception("T13.4/done_ignored", DONE, still_bootstrapped),
)
PPO = misconceptions_of(reference_ppo)


def walks(seed, *sizes):
    rng = np.random.default_rng(seed)
    for T, gamma, lam in sizes:
        for dtype in ("float64", "float32"):
            r, v = rng.normal(size=T).astype(dtype), rng.normal(size=T + 1).astype(dtype)
            yield r, v, rng.uniform(size=T) < 0.25, gamma, lam


@test_case(
    name="advantages of several episodes",
    points=1,
    hidden=True,
    failure_message="Which value belongs to the state after step t, and what crosses the end of an episode?",
)
def test_hidden_walks(gae):
    cases = list(walks(61, (6, 0.9, 0.8), (12, 0.99, 0.95), (20, 0.5, 0.5), (6, 0.9, 0.8)))
    r, v, done, gamma, lam = cases[0]
    cases.append((r[::-1], v[::-1], done[::-1], gamma, lam))
    agree(gae, reference_gae, cases, mutants=GAE)


@test_case(
    name="λ = 0 and 1, γ = 0 and 1, one step, all ends",
    points=0.5,
    hidden=True,
    failure_message="λ = 0 gives the errors, λ = 1 the returns less the values.",
)
def test_hidden_limits(gae):
    cases = list(walks(62, (5, 0.9, 0.0), (5, 0.9, 1.0), (4, 1.0, 1.0), (6, 0.0, 0.7), (1, 0.9, 0.9)))
    r, v, done, gamma, lam = cases[0]
    cases += [(r, v, np.zeros(5, dtype=bool), 0.9, 1.0), (r, v, np.ones(5, dtype=bool), 0.9, 0.8)]
    cases += [(r, v, np.arange(5) == 4, 0.9, 0.8), (r[:1], v[:2], np.array([True]), 0.9, 0.5)]
    agree(gae, reference_gae, cases, mutants=GAE)


@test_case(
    name="ratios and advantages",
    points=1,
    hidden=True,
    failure_message="Take one pair (ρ, A) of each kind alone: ρ above and below, A above and below 0.",
)
def test_hidden_ratios(ppo_clip_loss):
    rng = np.random.default_rng(63)
    cases = []
    for N, eps in ((7, 0.2), (12, 0.1), (5, 0.3), (7, 0.2), (1, 0.2)):
        for dtype in ("float64", "float32"):
            cases.append((rng.uniform(0.3, 2, size=N).astype(dtype), rng.normal(size=N).astype(dtype), eps))
    ratio, adv, _ = cases[0]
    cases += [(ratio[::-1], adv[::-1]), (ratio, adv), (ratio, -adv, 0.4)]
    agree(ppo_clip_loss, reference_ppo, cases, mutants=PPO)


@test_case(
    name="one side only, nothing to clip, far beyond",
    points=0.5,
    hidden=True,
    failure_message="A bad action that has become ten times likelier is blamed in full.",
)
def test_hidden_sides(ppo_clip_loss):
    rng = np.random.default_rng(64)
    good, ratio = rng.uniform(0.5, 2, size=6), np.array([0.01, 0.5, 0.9, 1.1, 2.0, 10.0])
    cases = [(ratio, good), (ratio, -good), (np.linspace(0.9, 1.1, 6), good), (np.linspace(0.9, 1.1, 6), -good, 0.3)]
    cases += [(ratio[3:], -100 * good[3:], 0.15), (np.ones(6), good - 1)]
    agree(ppo_clip_loss, reference_ppo, cases, mutants=PPO)
