"""Hidden tests of trained_map."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.unsupervised.som import som_fit, som_update


def reference(fit=som_fit):
    def trained_map(X, W, grid):
        order = range(len(X))
        return fit(X, W, grid, VARIANT["lr"], VARIANT["sigma"], order[::-1] if VARIANT["back"] else order)

    return trained_map


def by(update):
    """A pass whose every step is this one."""

    def fit(X, W, grid, lr, sigma, order):
        for i in order:
            W = update(W, grid, X[i], lr, sigma)
        return W

    return reference(fit)


def mutants():
    return [
        *(m.through(lambda mutant, *a: by(mutant)(*a)) for m in misconceptions_of(som_update)),
        *(m.through(lambda mutant, *a: reference(mutant)(*a)) for m in misconceptions_of(som_fit, "T14.3/all_at_once")),
    ]


@test_case(name="maps of several shapes", points=3, hidden=True)
def test_hidden_maps(trained_map):
    rng = np.random.default_rng(1)
    line = np.column_stack([np.arange(5.0), np.zeros(5)])
    field = np.array([[i, j] for i in range(2) for j in range(3)], dtype=float)
    cases = [
        (rng.normal(size=(N, D)), rng.normal(size=(len(g), D)), g)
        for N, D, g in ((7, 2, line), (4, 3, field), (1, 1, line[:2]))
    ]
    agree(trained_map, reference(), cases, mutants=mutants())


@test_case(name="units at one distance", points=2, hidden=True)
def test_hidden_ties(trained_map):
    X, W = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[2.0, 0.0], [0.0, 0.0], [0.0, 2.0], [4.0, 4.0]])
    agree(
        trained_map,
        reference(),
        [(X[:1], W, np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]))],
        mutants=mutants(),
    )
