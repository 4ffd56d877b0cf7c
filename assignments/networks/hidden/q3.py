"""Hidden tests of q3: the reference knows activations by name, students get plain functions."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree, require
from reference.misconceptions import misconceptions_of
from reference.mlp import dense as layers

FUNCTIONS = {"identity": lambda z: 1 * z, "relu": lambda z: np.maximum(z, 0), "tanh": np.tanh}


def check_rows(student, layout):
    require(student, "dense")
    rng = np.random.default_rng(313)

    def named(X, W, b, g, **layout):
        return student(X, W, b, FUNCTIONS[g], **layout)

    cases = []
    for n, d, h in ((5, 3, 3), (2, 4, 4), (7, 3, 2), (1, 2, 5), (4, 6, 1)):
        for dtype, g in (("float64", "relu"), ("float32", "tanh"), ("float64", "identity")):
            W = rng.normal(size=(h, d) if layout == "out_in" else (d, h))
            X, b = rng.normal(size=(n, d)), rng.normal(size=h)
            cases.append(Case(X.astype(dtype), np.asfortranarray(W.astype(dtype)), b.astype(dtype), g, layout=layout))
    if layout == "out_in":  # the default
        cases.append(Case(*cases[0].args))
    agree(named, layers.dense, cases, mutants=misconceptions_of(layers.dense), name="dense")


@test_case(
    name="a row of weights per unit",
    points=1,
    hidden=True,
    failure_message="Which axis of W (H, D) meets the features of X?",
)
def test_hidden_out_in(dense):
    check_rows(dense, "out_in")


@test_case(
    name="a column of weights per unit",
    points=1,
    hidden=True,
    failure_message="Which axis of W (D, H) meets the features of X?",
)
def test_hidden_in_out(dense):
    check_rows(dense, "in_out")


@test_case(
    name="samples in columns",
    points=1,
    hidden=True,
    failure_message="Each unit has one bias: along which axis does it spread?",
)
def test_hidden_columns(dense_columns):
    rng = np.random.default_rng(314)
    cases = []
    for d, n, h in ((3, 4, 4), (4, 2, 2), (5, 3, 2), (2, 7, 3), (3, 1, 4)):
        for dtype in ("float64", "float32"):
            A, W, b = (rng.normal(size=s).astype(dtype) for s in ((d, n), (h, d), h))
            cases += [(A, W, b), (np.asfortranarray(A), W), (A + 1, W[:, ::-1].copy(), b - 1)]
    agree(dense_columns, layers.dense_columns, cases, mutants=misconceptions_of(layers.dense_columns))


def three_ways(rows, columns, X, W, b):
    """One layer, stored in three ways; the last result has its samples in columns."""
    return rows(X, W, b, "tanh"), rows(X, W.T.copy(), b, "tanh", layout="in_out"), columns(X.T.copy(), W, b)


def through(m, rows, columns):
    return Misconception(m.key, m.message, lambda *case: three_ways(rows, columns, *case))


@test_case(
    name="one layer, three ways",
    points=0.5,
    hidden=True,
    failure_message="Store one square layer in all three ways: what should the results have to do with each other?",
)
def test_hidden_three_ways(dense, dense_columns):
    require(dense, "dense")
    require(dense_columns, "dense_columns")
    rng = np.random.default_rng(319)
    # as many samples as inputs as units: nothing raises, everything fits
    cases = [(rng.normal(size=(n, n)), rng.normal(size=(n, n)), rng.normal(size=n)) for n in (3, 4)]
    of_rows, of_columns = misconceptions_of(layers.dense), misconceptions_of(layers.dense_columns)
    mutants = [through(m, m.mutant, layers.dense_columns) for m in of_rows]
    mutants += [through(m, layers.dense, m.mutant) for m in of_columns]
    mutants += [through(r, r.mutant, c.mutant) for r in of_rows for c in of_columns if r.key == c.key]

    def named(X, W, b, g, **layout):
        return dense(X, W, b, FUNCTIONS[g], **layout)

    agree(
        lambda *case: three_ways(named, dense_columns, *case),
        lambda *case: three_ways(layers.dense, layers.dense_columns, *case),
        cases,
        mutants=mutants,
        name="one of the layers",
    )
