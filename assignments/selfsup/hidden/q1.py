"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.selfsup.triplet import mine_triplets as reference_mine
from reference.selfsup.triplet import triplet_loss as reference_loss
from reference.selfsup.triplet import triplet_loss_grad as reference_grad


def loss(f_a, f_p, f_n, alpha):
    return reference_loss(f_a, f_p, f_n, alpha)


def grad(f_a, f_p, f_n, alpha):
    return reference_grad(f_a, f_p, f_n, alpha)


def at_the_kink(f_a, f_p, f_n, alpha):
    """The gradient where a bracket of exactly 0 counts as active."""
    near, far = ((f_a - f_p) ** 2).sum(axis=1), ((f_a - f_n) ** 2).sum(axis=1)
    active = (near - far + alpha >= 0)[:, None]
    return 2 * active * (f_n - f_p), -2 * active * (f_a - f_p), 2 * active * (f_a - f_n)


LOSS = misconceptions_of(reference_loss)
GRAD = (
    *misconceptions_of(reference_grad),
    Misconception("T12.1/kink", "A bracket of exactly 0 is not active.", at_the_kink),
)
MINE = misconceptions_of(reference_mine)


def triplets(seed, *sizes):
    """Triplets of which about half are active."""
    rng = np.random.default_rng(seed)
    for N, d, alpha in sizes:
        a = rng.normal(size=(N, d))
        p, n = a + 0.8 * rng.normal(size=(N, d)), a + rng.normal(size=(N, d))
        for dtype in ("float64", "float32"):
            yield a.astype(dtype), p.astype(dtype), n.astype(dtype), alpha
    yield *(np.asfortranarray(part) for part in (a, p, n)), alpha


ON_THE_GRID = (
    np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 0.0], [2.0, 0.0]]),
    np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 2.0], [2.0, 1.0]]),
    np.array([[0.0, 2.0], [1.0, 1.0], [1.0, 0.0], [5.0, 0.0]]),
)


@test_case(
    name="losses of batches",
    points=1,
    hidden=True,
    failure_message="Squared or not, sum or mean, and what does a triplet cost whose negative is far away?",
)
def test_hidden_loss(triplet_loss):
    cases = list(triplets(11, (5, 3, 0.5), (7, 2, 1.0), (1, 4, 3.0), (5, 3, 0.5)))
    cases += [(*ON_THE_GRID, alpha) for alpha in (3.0, 0.0, 1.0)]
    agree(triplet_loss, loss, cases, mutants=LOSS, name="triplet_loss")


@test_case(
    name="gradients of batches",
    points=1,
    hidden=True,
    failure_message="Which of the triplets are active? Compare with differences of your loss, one coordinate after the other.",
)
def test_hidden_grad(triplet_loss_grad):
    agree(
        triplet_loss_grad,
        grad,
        list(triplets(12, (6, 3, 0.5), (4, 2, 1.0), (1, 5, 4.0), (6, 3, 0.5))),
        mutants=GRAD,
        name="triplet_loss_grad",
    )


@test_case(
    name="brackets of exactly 0",
    points=0.5,
    hidden=True,
    failure_message="Points on a grid, where brackets are whole numbers: what is the gradient of a triplet whose bracket is 0?",
)
def test_hidden_kink(triplet_loss_grad):
    agree(
        triplet_loss_grad,
        grad,
        [(*ON_THE_GRID, alpha) for alpha in (3.0, 0.0, 1.0, 8.0)],
        mutants=GRAD,
        name="triplet_loss_grad",
    )


def distances(seed, *sizes):
    """Squared distances of random points, and of points of a grid, where many are equal."""
    rng = np.random.default_rng(seed)
    for N, classes, alpha, grid in sizes:
        x = rng.integers(0, 3, size=(N, 2)).astype(float) if grid else rng.normal(size=(N, 3))
        D = ((x[:, None] - x) ** 2).sum(axis=2)
        labels = rng.integers(0, classes, size=N)
        yield D, labels, alpha
        yield D.astype("float32"), labels - 1, alpha
    yield np.asfortranarray(D), labels, alpha
    yield 1000 * D, labels, 1000 * alpha


def mined(seed, kind, *sizes):
    return [(D, labels, kind, alpha) for D, labels, alpha in distances(seed, *sizes)]


@test_case(
    name="hard triplets",
    points=0.75,
    hidden=True,
    failure_message="One triplet for each anchor that has both: which positive, which negative? And which of two equally far ones?",
)
def test_hidden_hard(mine_triplets):
    cases = mined(13, "hard", (9, 3, 0.5, False), (12, 2, 1.0, True), (9, 4, 0.3, False), (6, 5, 1.0, True))
    agree(mine_triplets, reference_mine, cases, mutants=MINE)


@test_case(
    name="semi-hard triplets",
    points=0.75,
    hidden=True,
    failure_message="For each anchor and each positive: which negatives are farther away than the positive, and by less than α?",
)
def test_hidden_semi(mine_triplets):
    cases = mined(14, "semi_hard", (9, 3, 2.0, False), (12, 2, 1.0, True), (9, 2, 0.5, False), (10, 3, 3.0, True))
    cases += mined(15, "semi_hard", (4, 4, 0.01, False), (8, 2, 0.0, True))
    agree(mine_triplets, reference_mine, cases, mutants=MINE)
