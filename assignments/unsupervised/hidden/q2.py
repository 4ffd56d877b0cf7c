"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.unsupervised.sparse import ista as reference_ista
from reference.unsupervised.sparse import soft_threshold as reference_soft

SOFT, ISTA = misconceptions_of(reference_soft), misconceptions_of(reference_ista)


def whole_step(D, x, lam, n_iter):
    """1/L at the threshold alone."""
    L, a = np.linalg.norm(D, 2) ** 2, np.zeros(D.shape[1])
    for _ in range(n_iter):
        a = reference_soft(a + D.T @ (x - D @ a), lam / L)
    return a


def long_step(D, x, lam, n_iter):
    """L is the largest singular value of D, not its square."""
    L, a = np.linalg.norm(D, 2), np.zeros(D.shape[1])
    for _ in range(n_iter):
        a = reference_soft(a + D.T @ (x - D @ a) / L, lam / L)
    return a


FEW = (
    *ISTA,
    Misconception("T14.2/whole_step", "The step along the slope is 1/L long, too.", whole_step),
    Misconception("T14.2/root", "L is an eigenvalue of DᵀD: the square of a singular value of D.", long_step),
)
MANY = [mistake for mistake in ISTA if mistake.key != "T14.2/step_sign"]  # it leaves all numbers behind


def problems(seed, *sizes):
    """Dictionaries (M, K) with columns of length 1, a signal, λ, and a number of steps."""
    rng, cases = np.random.default_rng(seed), []
    for M, K, lam, n_iter in sizes:
        for dtype in ("float64", "float32"):
            D = rng.normal(size=(M, K))
            D = D / np.linalg.norm(D, axis=0)
            cases.append((D.astype(dtype), 2 * rng.normal(size=M).astype(dtype), lam, n_iter))
    D, x, lam, n_iter = cases[0]
    D = np.asfortranarray(D)
    x = np.repeat(x, 2)[::2]
    for array in (D, x):
        array.flags.writeable = False
    return [*cases, (D, x, lam, n_iter)]


@test_case(
    name="thresholds of arrays",
    points=0.5,
    hidden=True,
    failure_message="What becomes of a large negative number, of one just below t, and of all when t is 0?",
)
def test_hidden_soft(soft_threshold):
    rng = np.random.default_rng(21)
    cases = [
        (3 * rng.normal(size=shape).astype(dtype), t)
        for shape, t in (((7,), 1.0), ((3, 5), 0.4), ((2, 3, 4), 2.5), ((7,), 2.0), ((4, 1), 0.0))
        for dtype in ("float64", "float32")
    ]
    u = np.asfortranarray(3 * rng.normal(size=(3, 4)))
    u.flags.writeable = False
    cases += [(u, 0.7), (np.array([1.0, -1.0, 0.0, 150.0, -150.0]), 1.0)]
    agree(soft_threshold, reference_soft, cases, mutants=SOFT)


@test_case(
    name="a few steps",
    points=1,
    hidden=True,
    failure_message="Do one step by hand for two atoms: in which direction does it go, how far, and by how much is it shortened?",
)
def test_hidden_few(ista):
    agree(
        ista,
        reference_ista,
        problems(22, (3, 5, 0.3, 1), (4, 6, 0.5, 2), (6, 4, 0.2, 5), (3, 5, 0.9, 1), (3, 5, 0.6, 3), (3, 5, 0.3, 1)),
        mutants=FEW,
    )


@test_case(
    name="many steps",
    points=1,
    hidden=True,
    failure_message="At the end |Dᵀ(x − Da)| is λ for each entry that is not 0, and at most λ for the others. Is it, for yours?",
)
def test_hidden_many(ista):
    agree(ista, reference_ista, problems(23, (5, 8, 0.4, 200), (7, 3, 1.0, 100), (4, 9, 0.1, 150)), mutants=MANY)


@test_case(
    name="no step, no price, too high a price, one atom",
    points=0.5,
    hidden=True,
    failure_message="The start is 0, for each atom. With λ = 0 nothing is thresholded; with a large λ all is.",
)
def test_hidden_edges(ista):
    cases = problems(24, (3, 5, 0.3, 0), (4, 6, 0.0, 4), (4, 3, 50.0, 3), (3, 1, 0.4, 2), (1, 1, 0.25, 1))
    agree(ista, reference_ista, cases, mutants=FEW)
