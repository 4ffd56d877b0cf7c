"""Hidden tests of q4: one anchor's terms, written with `logaddexp` (the reference package has whole batches only)."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree


def log_one_plus(x):
    """log(1 + Σ e^x), 0 without any x."""
    return float(np.logaddexp.reduce(np.concatenate([[0.0], np.asarray(x, dtype=float)])))


def mean(x):
    return float(np.mean(x)) if len(x) else 0.0


def terms(s_pos, s_neg, alpha, beta, lam):
    return log_one_plus(-alpha * (s_pos - lam)) / alpha, log_one_plus(beta * (s_neg - lam)) / beta


def no_plus1(s_pos, s_neg, alpha, beta, lam):
    sums = np.exp(-alpha * (s_pos - lam)).sum(), np.exp(beta * (s_neg - lam)).sum()
    return tuple(float(np.log(s)) / scale if s > 0 else 0.0 for s, scale in zip(sums, (alpha, beta), strict=True))


def sum_of_logs(s_pos, s_neg, alpha, beta, lam):
    near, far = np.logaddexp(0, -alpha * (s_pos - lam)), np.logaddexp(0, beta * (s_neg - lam))
    return near.sum() / alpha, far.sum() / beta


def pairwise(s_pos, s_neg, alpha, beta, lam):
    return mean(np.logaddexp(0, alpha * (lam - s_pos))) + mean(np.logaddexp(0, beta * (s_neg - lam)))


def pairs_summed(s_pos, s_neg, alpha, beta, lam):
    return np.logaddexp(0, alpha * (lam - s_pos)).sum() + np.logaddexp(0, beta * (s_neg - lam)).sum()


def one_mean(s_pos, s_neg, alpha, beta, lam):
    return mean([*np.logaddexp(0, alpha * (lam - s_pos)), *np.logaddexp(0, beta * (s_neg - lam))])


SIGN = "Positives have −α in the exponent, negatives +β."
TERMS = [
    Misconception("T12.2/exp_sign", SIGN, lambda p, n, a, b, lam: tuple(
        log_one_plus(s) / scale for s, scale in ((a * (p - lam), a), (-b * (n - lam), b)))),
    Misconception("T12.2/no_inner_sum", "One logarithm of the whole sum; a logarithm for each pair is the deviance.", sum_of_logs),
    Misconception("T12.2/no_scale", "Divide by α and β.", lambda p, n, a, b, lam: tuple(
        scale * x for scale, x in zip((a, b), terms(p, n, a, b, lam), strict=True))),
    Misconception("T12.2/no_plus1", "Keep the 1 inside the logarithm.", no_plus1),
    Misconception("T12.2/one_scale", "α belongs to positives, β to negatives.", lambda p, n, a, b, lam: terms(p, n, a, a, lam)),
]  # fmt: skip
DEVIANCE = [
    Misconception("T12.2/exp_sign", SIGN, lambda p, n, a, b, lam: pairwise(2 * lam - p, 2 * lam - n, a, b, lam)),
    Misconception("T12.2/pairs_summed", "The deviance averages over the pairs of an anchor.", pairs_summed),
    Misconception("T12.2/one_mean", "Positives and negatives have a mean each.", one_mean),
    Misconception("T12.2/one_scale", "α belongs to positives, β to negatives.", lambda p, n, a, b, lam: pairwise(p, n, a, a, lam)),
]  # fmt: skip


def anchors(seed, *sizes):
    rng = np.random.default_rng(seed)
    for P, Q, *scales in sizes:
        s_pos, s_neg = rng.uniform(-0.5, 1, size=P), rng.uniform(-1, 0.9, size=Q)
        yield s_pos, s_neg, *scales
        yield s_pos.astype("float32"), s_neg.astype("float32"), *scales


SIZES = (
    (3, 5, 2.0, 10.0, 0.5),
    (2, 4, 1.0, 5.0, 0.2),
    (4, 2, 3.0, 8.0, -0.1),
    (3, 5, 2.0, 10.0, 0.5),
    (1, 1, 4.0, 6.0, 0.5),
)
EMPTY = ((0, 3, 2.0, 10.0, 0.5), (4, 0, 2.0, 5.0, 0.3), (0, 0, 1.0, 2.0, 0.5), (2, 1, 30.0, 50.0, 0.0))


@test_case(
    name="pull and push",
    points=1.25,
    hidden=True,
    failure_message="Signs of the exponents, the 1, one logarithm or many, and what is it divided by?",
)
def test_hidden_terms(pull_and_push):
    agree(pull_and_push, terms, list(anchors(31, *SIZES)), mutants=TERMS, name="pull_and_push")


@test_case(
    name="deviances",
    points=1.25,
    hidden=True,
    failure_message="A logarithm for each pair. Over which pairs is each of the two means?",
)
def test_hidden_deviance(deviance):
    agree(deviance, pairwise, list(anchors(32, *SIZES)), mutants=DEVIANCE, name="deviance")


@test_case(
    name="nobody, and large scales",
    points=0.5,
    hidden=True,
    failure_message="Without positives, or without negatives, that part is 0.",
)
def test_hidden_empty(pull_and_push, deviance):
    agree(pull_and_push, terms, list(anchors(33, *EMPTY)), mutants=TERMS, name="pull_and_push")
    agree(deviance, pairwise, list(anchors(34, *EMPTY)), mutants=DEVIANCE, name="deviance")
