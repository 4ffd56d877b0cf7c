"""Hidden tests of q2."""

from functools import partial

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.selfsup.multi_similarity import cosine_similarity_matrix as reference_cosines
from reference.selfsup.multi_similarity import multi_similarity_grad as reference_grad
from reference.selfsup.multi_similarity import multi_similarity_loss as reference_loss


def one_length(X):
    long = np.linalg.norm(X, axis=1, keepdims=True)
    return X @ X.T / np.where(long > 0, long, 1)


def chosen(marks, x):
    return np.where(marks, x, 0.0)


def sums(S, labels, alpha, beta, lam, self_pair=False, of=chosen):
    """Both inner sums as they stand in the formula, and their terms; `of` takes the marked ones."""
    same = labels[:, None] == labels
    pull = of(same & ~(np.eye(len(S), dtype=bool) & (not self_pair)), np.exp(-alpha * (S - lam)))
    push = of(~same, np.exp(beta * (S - lam)))
    return pull, push, pull.sum(axis=1), push.sum(axis=1)


def own_positive_grad(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    p, n, pull, push = sums(S, labels, alpha, beta, lam, self_pair=True)
    return (n / (1 + push)[:, None] - p / (1 + pull)[:, None]) / len(S)


def overflowing_loss(S, labels, alpha=2.0, beta=50.0, lam=0.5, of=chosen):
    with np.errstate(all="ignore"):
        _, _, pull, push = sums(S, labels, alpha, beta, lam, of=of)
        return np.mean(np.log(1 + pull) / alpha + np.log(1 + push) / beta)


def overflowing_grad(S, labels, alpha=2.0, beta=50.0, lam=0.5, of=chosen):
    with np.errstate(all="ignore"):
        p, n, pull, push = sums(S, labels, alpha, beta, lam, of=of)
        return (n / (1 + push)[:, None] - p / (1 + pull)[:, None]) / len(S)


COSINES = (
    *(m for m in misconceptions_of(reference_cosines) if m.key != "T12.2/one_side"),
    Misconception("T12.2/one_side", "Divide by both lengths.", one_length),
)
LOSS = misconceptions_of(reference_loss)
GRAD = (
    *misconceptions_of(reference_grad),
    Misconception("T12.2/self_pair", "A sample is not its own positive.", own_positive_grad),
)


def overflow(mutant):
    """Infinite where pairs are chosen, nan where others are multiplied by 0."""
    message = "Exponents of thousands overflow: subtract the largest first, 0 among them."
    return [Misconception("T12.2/overflow", message, partial(mutant, of=of)) for of in (chosen, np.multiply)]


@test_case(
    name="cosines of several batches",
    points=0.5,
    hidden=True,
    failure_message="What is on the diagonal of your matrix? And in the row of a sample that is 0?",
)
def test_hidden_cosines(cosine_similarity_matrix):
    rng = np.random.default_rng(21)
    cases = [
        ((3 * rng.normal(size=shape)).astype(dtype),)
        for shape in ((4, 3), (2, 5), (6, 2), (4, 3))
        for dtype in ("float64", "float32")
    ]
    blank = rng.normal(size=(5, 3))
    blank[[0, 3]] = 0
    cases += [(blank,), (np.asfortranarray(1e-4 * rng.normal(size=(3, 4))),), (rng.normal(size=(1, 3)),)]
    agree(cosine_similarity_matrix, reference_cosines, cases, mutants=COSINES)


def batches(seed, *sizes):
    """Similarities that are not symmetric, with 1 on the diagonal, and labels."""
    rng = np.random.default_rng(seed)
    for m, classes, *scales in sizes:
        S = rng.uniform(-1, 1, size=(m, m))
        np.fill_diagonal(S, 1)
        labels = rng.integers(0, classes, size=m)
        yield S, labels, *scales
        yield S.astype("float32"), labels + 3, *scales
    yield np.asfortranarray(S), labels, *scales


SIZES = (
    (6, 3, 2.0, 10.0, 0.5),
    (5, 2, 1.0, 4.0, 0.2),
    (7, 3, 3.0, 5.0, -0.3),
    (6, 2, 2.0, 10.0, 0.5),
    (6, 3),
    (4, 2, 5.0),
)


@test_case(
    name="losses of batches",
    points=1.25,
    hidden=True,
    failure_message="For one anchor: which pairs are in which sum, with which sign in the exponent, and what is done with the logarithm?",
)
def test_hidden_loss(multi_similarity_loss):
    agree(multi_similarity_loss, reference_loss, list(batches(22, *SIZES)), mutants=LOSS)


@test_case(
    name="gradients of batches",
    points=1.25,
    hidden=True,
    failure_message="Compare with differences of your loss, one entry of S after the other. Which factors cancel?",
)
def test_hidden_grad(multi_similarity_grad):
    agree(multi_similarity_grad, reference_grad, list(batches(23, *SIZES)), mutants=GRAD)


def edges(seed):
    rng = np.random.default_rng(seed)
    S = rng.uniform(-1, 1, size=(4, 4))
    for labels in ([0, 0, 0, 0], [0, 1, 2, 3], [0, 1, 1, 1]):
        yield S, np.array(labels), 2.0, 10.0, 0.5
    yield S, np.array([0, 1, 1, 0]), 2.0, 10_000.0, 0.5
    yield S, np.array([1, 1, 0, 0]), 5_000.0, 10_000.0, 0.0
    yield 40 * S, np.array([1, 0, 1, 0]), 30.0, 50.0, 0.5
    yield np.array([[1.0]]), np.array([2]), 2.0, 50.0, 0.5


@test_case(
    name="empty sets and large exponents",
    points=1,
    hidden=True,
    failure_message="An anchor without positives, or without negatives, has 0 in that part. And what is np.exp(5000)?",
)
def test_hidden_edges(multi_similarity_loss, multi_similarity_grad):
    agree(multi_similarity_loss, reference_loss, list(edges(24)), mutants=overflow(overflowing_loss))
    agree(multi_similarity_grad, reference_grad, list(edges(25)), mutants=overflow(overflowing_grad))
