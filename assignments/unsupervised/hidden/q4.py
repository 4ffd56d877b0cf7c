"""Hidden tests of q4."""

from dataclasses import replace
from functools import partial

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.unsupervised.components import fast_ica as reference_ica
from reference.unsupervised.components import symmetric_decorrelation as reference_decorrelation
from reference.unsupervised.components import whiten_zca


def steps(decorrelate, start, X, W0, n_iter, fun="tanh"):
    """FastICA with other ways to put rows at right angles, within the steps and before the first."""
    Z, W = whiten_zca(X), start(W0)
    for _ in range(n_iter):
        U = Z @ W.T
        g, slope = (np.tanh(U), 1 - np.tanh(U) ** 2) if fun == "tanh" else (U**3, 3 * U**2)
        W = decorrelate(g.T @ Z / len(Z) - slope.mean(axis=0)[:, None] * W)
    return Z @ W.T, W


ROWS = misconceptions_of(reference_decorrelation)
AS_GIVEN = "W0 is put at right angles, too, before the first step."
# rows that only get length 1 are `no_decorrelation` here
STEPS = (
    *misconceptions_of(reference_ica),
    *(replace(mistake, mutant=partial(steps, mistake.mutant, mistake.mutant)) for mistake in ROWS[1:]),
    Misconception("T14.1/start_as_given", AS_GIVEN, partial(steps, reference_decorrelation, lambda W: W)),
)


def frozen(array):
    array = np.asfortranarray(array)
    array.flags.writeable = False
    return array


def drawn(rng, N, D, slanted):
    """Independent signals (two of them far from a bell curve, all different), mixed, and a start."""
    draws = (rng.uniform(-1, 1, N), rng.laplace(size=N), np.sign(rng.normal(size=N)), rng.exponential(size=N))
    S = np.stack(draws[:D], axis=1) + 0.01 * rng.normal(size=(N, D))
    X = S @ (rng.normal(size=(D, D)) + 2 * np.eye(D)) + rng.normal(size=D)
    W0 = rng.normal(size=(D, D))
    return X, W0 + 2 * np.eye(D) if slanted else np.linalg.qr(W0)[0]


def steady(X, W0, *rest):
    """Do slightly other inputs lead to nearly the same? Else float32 would cost a right answer points."""
    rng = np.random.default_rng(0)
    other = [array * (1 + 1e-6 * rng.normal(size=array.shape)) for array in (X, W0)]
    return all(
        np.abs(a - b).max() < 1e-5
        for a, b in zip(reference_ica(X, W0, *rest), reference_ica(*other, *rest), strict=True)
    )


def mixtures(seed, *sizes, slanted=False):
    """Mixed signals, a start, a number of steps and, here and there, the name of g."""
    rng, cases = np.random.default_rng(seed), []
    for N, D, *rest in sizes:
        for dtype in ("float64", "float32"):
            X, W0 = drawn(rng, N, D, slanted)
            while not steady(X, W0, *rest):
                X, W0 = drawn(rng, N, D, slanted)
            cases.append((X.astype(dtype), W0.astype(dtype), *rest))
    X, W0, *rest = cases[0]
    return [*cases, (frozen(X), frozen(W0), *rest)]


@test_case(
    name="rows at right angles",
    points=1,
    hidden=True,
    failure_message="Multiply your result by its transpose: is it I? And does exchanging two rows of W exchange two rows of the result, nothing else?",
)
def test_hidden_rows(symmetric_decorrelation):
    rng = np.random.default_rng(41)
    cases = [
        ((rng.normal(size=(D, D)) + np.eye(D)).astype(dtype),) for D in (2, 3, 5, 3) for dtype in ("float64", "float32")
    ]
    cases += [(frozen(cases[2][0]),), (np.array([[-2.5]]),), (np.diag([3.0, -0.5]),)]
    agree(symmetric_decorrelation, reference_decorrelation, cases, mutants=ROWS)


@test_case(
    name="a few steps",
    points=1,
    hidden=True,
    failure_message="Do one step for the four points of the text: which data, which mean, which slope, and what happens to W at the end of the step?",
)
def test_hidden_few(fast_ica):
    cases = mixtures(42, (60, 2, 1), (50, 3, 2, "cube"), (80, 4, 1, "tanh"), (60, 2, 3, "cube"), (60, 2, 2), (60, 2, 1))
    agree(fast_ica, reference_ica, cases, mutants=STEPS)


@test_case(
    name="signals that come apart",
    points=1,
    hidden=True,
    failure_message="After many steps each column of S should be one of the signals. Plot them for a mixture of your own.",
)
def test_hidden_apart(fast_ica):
    cases = mixtures(43, (400, 2, 25), (400, 3, 30), (300, 2, 25, "cube"), (500, 3, 25, "cube"))
    agree(fast_ica, reference_ica, cases, mutants=STEPS)


@test_case(
    name="no step, one signal, a slanted start",
    points=1,
    hidden=True,
    failure_message="What is S when no step is taken? And a start whose rows are neither of length 1 nor at right angles?",
)
def test_hidden_edges(fast_ica):
    slanted = mixtures(45, (30, 2, 0), (30, 3, 1), (30, 3, 0, "cube"), (40, 2, 2, "cube"), slanted=True)
    agree(fast_ica, reference_ica, [*slanted, *mixtures(46, (12, 1, 1), (12, 1, 0, "cube"))], mutants=STEPS)
