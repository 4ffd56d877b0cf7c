"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.rl.policy import reinforce_grad_logits as reference


def baseline_added(logits, a, G, baseline=None, reduction="mean"):
    return reference(logits, a, G, None if baseline is None else -baseline, reduction)


MISTAKES = (
    *misconceptions_of(reference),
    Misconception("T13.3/baseline_added", "Subtract the baseline from the return.", baseline_added),
)


def episodes(seed, *sizes):
    rng = np.random.default_rng(seed)
    for T, A in sizes:
        for dtype in ("float64", "float32"):
            logits, G, b = (rng.normal(size=shape).astype(dtype) for shape in ((T, A), T, T))
            yield 2 * logits, rng.integers(0, A, size=T), 3 * G, b


@test_case(
    name="episodes",
    points=1,
    hidden=True,
    failure_message="Each row sums to 0. Compare with differences of the loss of the text.",
)
def test_hidden_episodes(reinforce_grad_logits):
    cases = []
    for logits, a, G, b in episodes(51, (5, 3), (8, 2), (3, 6), (5, 3)):
        cases += [(logits, a, G), (logits, a, G, b)]
    logits, a, G, b = cases[1]
    cases += [tuple(np.asfortranarray(part[::-1]) for part in (logits, a, G, b)), (logits, a, G, b, "mean")]
    agree(reinforce_grad_logits, reference, cases, mutants=MISTAKES)


@test_case(
    name="sums, one step, logits of a thousand, a perfect critic",
    points=1,
    hidden=True,
    failure_message='reduction="sum" does not divide by T. And np.exp(1000) is no number.',
)
def test_hidden_sums(reinforce_grad_logits):
    cases = []
    for logits, a, G, b in episodes(52, (6, 4), (1, 3), (4, 2)):
        cases += [(logits, a, G, None, "sum"), (logits, a, G, b, "sum"), (logits, a, G, b)]
    logits, a, G, b = cases[1][:4]
    cases += [
        (500 * logits, a, G, b),
        (logits - 1000, a, G, b, "sum"),
        (logits, a, G, G),
        (logits, a, G + 100, b + 100),
    ]
    agree(reinforce_grad_logits, reference, cases, mutants=MISTAKES)
