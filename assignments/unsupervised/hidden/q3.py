"""Hidden tests of q3."""

from dataclasses import replace

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.unsupervised.components import whiten_zca as reference

(PCA,) = misconceptions_of(reference, "T14.1/not_turned_back")


def with_eigh(X, sign=1):
    """Principal components in the order, and with the signs, of `eigh`."""
    centred = X - X.mean(axis=0)
    v, V = np.linalg.eigh(centred.T @ centred / len(X))
    return (centred @ V / np.sqrt(v))[:, ::sign]


def divided_by_less(X):
    return reference(X) * ((len(X) - 1) / len(X)) ** 0.5


def one_mean(X):
    centred = X - X.mean()
    v, V = np.linalg.eigh(centred.T @ centred / len(X))
    return centred @ (V / np.sqrt(v)) @ V.T


MISTAKES = (
    *misconceptions_of(reference),
    replace(PCA, mutant=with_eigh),
    replace(PCA, mutant=lambda X: with_eigh(X, -1)),
    Misconception("T14.1/one_mean", "Each column has a mean of its own.", one_mean),
    Misconception("T14.1/n_minus_1", "Covariances divide by N here, not by N − 1.", divided_by_less),
)


def clouds(seed, *sizes):
    """Tilted clouds that lie somewhere, none of them nearly flat."""
    rng, cases = np.random.default_rng(seed), []
    for N, D, away in sizes:
        for dtype in ("float64", "float32"):
            flat = True
            while flat:
                X = rng.normal(size=(N, D)) @ (rng.normal(size=(D, D)) + np.eye(D))
                flat = np.linalg.cond(X - X.mean(axis=0)) > 8
            cases.append(((X + away * rng.normal(size=D)).astype(dtype),))
    X = np.asfortranarray(cases[0][0])
    X.flags.writeable = False
    return [*cases, (X,)]


@test_case(
    name="tilted clouds",
    points=1,
    hidden=True,
    failure_message="Compute mean and covariance of your result. If they are 0 and I, is it turned back, too?",
)
def test_hidden_clouds(whiten_zca):
    agree(whiten_zca, reference, clouds(31, (20, 3, 1.0), (9, 2, 0.5), (40, 5, 2.0), (20, 3, 1.0)), mutants=MISTAKES)


@test_case(
    name="one column, clouds far away, as few samples as may be",
    points=1,
    hidden=True,
    failure_message="Which mean is subtracted? And what does white mean for a single column?",
)
def test_hidden_edges(whiten_zca):
    agree(whiten_zca, reference, clouds(32, (6, 1, 3.0), (15, 2, 20.0), (5, 4, 1.0), (8, 4, 0.0)), mutants=MISTAKES)
