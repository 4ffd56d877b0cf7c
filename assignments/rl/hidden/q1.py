"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.rl.bellman import discounted_returns as reference


def bootstrap_undiscounted(r, gamma, bootstrap=0.0):
    return reference(np.concatenate([r[:-1], r[-1:] + bootstrap]), gamma)


def all_discounted(r, gamma, bootstrap=0.0):
    """The bootstrap, too, stands beside a reward."""
    return gamma * bootstrap_undiscounted(r, gamma, bootstrap)


MISTAKES = (
    *misconceptions_of(reference),
    Misconception("T13.1/gamma_on_r", "The immediate reward is not discounted.", all_discounted),
    Misconception(
        "T13.1/bootstrap_undiscounted", "The bootstrap comes one step after the last reward.", bootstrap_undiscounted
    ),
)


@test_case(
    name="episodes",
    points=1,
    hidden=True,
    failure_message="Check G[t] = r[t] + γ G[t + 1] for your result, at each step.",
)
def test_hidden_episodes(discounted_returns):
    rng = np.random.default_rng(11)
    cases = [
        (rng.normal(size=T).astype(dtype), gamma)
        for T, gamma in ((5, 0.9), (12, 0.5), (40, 0.99), (5, 0.9))
        for dtype in ("float64", "float32")
    ]
    backwards = rng.normal(size=7)[::-1]
    backwards.flags.writeable = False
    agree(discounted_returns, reference, [*cases, (backwards, 0.8), (np.array([3, 0, -2, 1]), 0.5)], mutants=MISTAKES)


@test_case(
    name="cut off, one reward, none, and γ = 0 and 1",
    points=1,
    hidden=True,
    failure_message="What comes after the last reward, and what do γ = 0 and γ = 1 leave of it?",
)
def test_hidden_cut(discounted_returns):
    rng = np.random.default_rng(12)
    r = rng.normal(size=6)
    cases = [(r, gamma, bootstrap) for gamma in (0.9, 0.3) for bootstrap in (5.0, -2.5)]
    cases += [(r.astype("float32"), 0.5, 3.0), (r, 0.0, 4.0), (r, 1.0, 4.0), (r, 1.0), (r[:1], 0.9), (r[:1], 0.9, -7.0)]
    agree(discounted_returns, reference, [*cases, (r[:0], 0.9), (r[:0], 0.9, 3.0)], mutants=MISTAKES)
