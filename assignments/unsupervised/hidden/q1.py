"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.linear.basis import fit_linear_basis as reference_fit
from reference.linear.basis import polynomial_features as reference_powers
from reference.linear.basis import rbf_features as reference_bumps
from reference.misconceptions import misconceptions_of

POWERS, BUMPS, FITS = map(misconceptions_of, (reference_powers, reference_bumps, reference_fit))

# λ on every entry leaves a matrix without an inverse: what comes of it depends on who solves
SINGULAR = [mistake for mistake in FITS if mistake.key != "T2.9/ridge_everywhere"]


def frozen(*arrays):
    for array in arrays:
        array.flags.writeable = False
    return arrays


@test_case(
    name="powers",
    points=0.5,
    hidden=True,
    failure_message="What is in the first column, what in the last, and how many are there for degree 0?",
)
def test_hidden_powers(polynomial_features):
    rng = np.random.default_rng(11)
    cases = [
        (rng.normal(size=n).astype(t), d) for n, d in ((5, 3), (4, 6), (1, 2), (5, 3)) for t in ("float64", "float32")
    ]
    cases += [(np.array([0.0, -2.0, 0.5]), 0), (np.array([0.0, 3.0]), 1), (*frozen(rng.normal(size=12)[::2]), 4)]
    agree(polynomial_features, reference_powers, cases, mutants=POWERS)


@test_case(
    name="bumps",
    points=0.5,
    hidden=True,
    failure_message="How high is a bump at its centre, and how high a distance s away?",
)
def test_hidden_bumps(rbf_features):
    rng = np.random.default_rng(12)
    cases = [
        (rng.normal(size=n).astype(t), rng.normal(size=m).astype(t), s)
        for n, m, s in ((5, 3, 0.5), (2, 7, 2.0), (1, 4, 1.5), (5, 3, 0.7), (3, 1, 30.0), (5, 3, 0.5))
        for t in ("float64", "float32")
    ]
    cases.append((*frozen(rng.normal(size=8)[::2], rng.normal(size=6)[::-1]), 0.8))
    agree(rbf_features, reference_bumps, cases, mutants=BUMPS)


@test_case(
    name="fits with and without a penalty",
    points=1,
    hidden=True,
    failure_message="Put your w into the equation of the text: where does λ stand, and how often is it counted?",
)
def test_hidden_fits(fit_linear_basis):
    rng = np.random.default_rng(13)
    cases = []
    for N, M, lam in ((7, 3, 0.5), (9, 4, 2.0), (5, 2, 0.0), (7, 3, 3.0)):
        for t in ("float64", "float32"):
            cases.append((rng.normal(size=(N, M)).astype(t), rng.normal(size=N).astype(t), lam))
    Phi, y = frozen(np.asfortranarray(rng.normal(size=(8, 3))), rng.normal(size=16)[::2])
    cases += [(Phi, y), (Phi, y, 1.5)]
    agree(fit_linear_basis, reference_fit, cases, mutants=FITS)


@test_case(
    name="more functions than samples",
    points=0.5,
    hidden=True,
    failure_message="Without a penalty ΦᵀΦ need not have an inverse. Which of all solutions is asked for?",
)
def test_hidden_wide(fit_linear_basis):
    rng = np.random.default_rng(14)
    # whole numbers: ΦᵀΦ is singular to the last digit, and who inverts it is told so by NumPy
    wide = (np.array([[1.0, 0, 1], [0, 1, 1]]), np.array([[1.0, 2, 2]]))
    cases = [(Phi, rng.normal(size=len(Phi))) for Phi in wide]
    cases += [(rng.normal(size=(N, M)), rng.normal(size=N), lam) for N, M, lam in ((4, 6, 0.25), (2, 5, 1.5))]
    agree(fit_linear_basis, reference_fit, cases, mutants=SINGULAR)


@test_case(
    name="functions that repeat",
    points=0.5,
    hidden=True,
    failure_message="Two equal columns of Φ, or one of zeros: how do the shortest weights share the work?",
)
def test_hidden_repeated(fit_linear_basis):
    rng = np.random.default_rng(15)
    column = np.array([[1.0], [2], [3], [-1]])
    repeated = (column * [1, 1], column * [1, 0], column * [1, 2, 0])
    cases = [(Phi, rng.normal(size=4)) for Phi in repeated]
    cases += [(Phi, rng.normal(size=4), lam) for Phi, lam in ((column * [1, 1, 1], 0.5), (column, 2.0))]
    agree(fit_linear_basis, reference_fit, cases, mutants=SINGULAR)
