"""Hidden tests of q1."""

import itertools

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, raises
from reference.misconceptions import misconceptions_of
from reference.neurons.boolean import decision_line as reference_line
from reference.neurons.boolean import is_linearly_separable

LINE_MUTANTS = misconceptions_of(reference_line)


def constant_is_not(X, y):
    return len(set(np.asarray(y).tolist())) > 1 and bool(is_linearly_separable(X, y))


def through_the_origin(X, y):
    w = np.zeros(X.shape[1])
    for _ in range(200):
        before = w
        for x, label in zip(X, y, strict=True):
            w = w + (label - float(w @ x >= 0)) * x
        if np.array_equal(w, before):
            break
    return bool(np.array_equal(X @ w >= 0, y == 1))


MUTANTS = [
    *misconceptions_of(is_linearly_separable),
    Misconception("T1.5/constant", "Samples that all have the same label are separable.", constant_is_not),
    Misconception("T1.5/no_bias", "Without a bias only planes through the origin are tried.", through_the_origin),
]


def rows(n):
    return np.array(list(itertools.product((0.0, 1.0), repeat=n)))


def read_only(a):
    a.flags.writeable = False
    return a


@test_case(name="random lines", points=1, hidden=True, failure_message="Solve w1·x1 + w2·x2 + b = 0 for x2, on paper.")
def test_hidden_lines(decision_line):
    rng = np.random.default_rng(11)
    cases = [
        (read_only(rng.normal(size=2).astype(t)), number(rng.normal()))
        for t in ("float64", "float32")
        for number in (float, np.float64)
    ]
    agree(decision_line, reference_line, cases, mutants=LINE_MUTANTS)
    # alone: with both weights swapped this is a division by zero, which may end in many ways
    agree(decision_line, reference_line, [(np.array([0.0, 2.0]), -1.0)])
    agree(decision_line, reference_line, [(np.array([3.0, -1e-9]), 2.0)])  # steep, not vertical


@test_case(
    name="a vertical boundary",
    points=0.5,
    hidden=True,
    failure_message="What is the slope of a line that goes straight up?",
)
def test_hidden_vertical(decision_line):
    raises(ValueError, decision_line, np.array([2.0, 0.0]), -1.0, mutants=LINE_MUTANTS, name="decision_line")


@test_case(
    name="the sixteen functions of two inputs",
    points=1.5,
    hidden=True,
    failure_message="Which functions need more than one line?",
)
def test_hidden_sixteen(is_separable):
    cases = [(rows(2), np.array(table)) for table in itertools.product((0, 1), repeat=4)]
    agree(is_separable, is_linearly_separable, cases, mutants=MUTANTS, name="is_separable")


def larger():
    """Threshold functions, random tables and parts of both, of three and four inputs."""
    rng = np.random.default_rng(12)
    for n in (3, 4):
        X = rows(n)
        yield X, (X.sum(axis=1) % 2).astype(int)
        yield from ((X, np.full(2**n, constant)) for constant in (0, 1))
        for k in range(5):
            unit = (X @ rng.normal(size=n) + 0.3 * rng.normal() > 0).astype(int)
            table = rng.integers(0, 2, 2**n)
            some = rng.permutation(2**n)[: 2**n - 3]
            yield np.asfortranarray(X), unit.astype(float)
            yield read_only(X.copy()), table
            yield X[some], (unit if k % 2 else table)[some]


@test_case(
    name="three and four inputs",
    points=0.5,
    hidden=True,
    failure_message="More inputs, and some rows missing: does your method still hold?",
)
def test_hidden_larger(is_separable):
    agree(is_separable, is_linearly_separable, larger(), mutants=MUTANTS, name="is_separable")


def threshold_tables(n, reach):
    """The tables of all units with whole weights up to `reach` and a bias half-way between two of their sums."""
    X = rows(n)
    weights = np.array(list(itertools.product(range(-reach, reach + 1), repeat=n)))
    biases = np.arange(-n * reach, n * reach + 1) - 0.5
    fires = (X @ weights.T)[:, :, None] > biases
    return {tuple(table) for table in fires.reshape(2**n, -1).T.astype(int).tolist()}


@test_case(
    name="units that need larger weights",
    points=0.5,
    hidden=True,
    failure_message="Some boundaries need weights such as 3, 2, 1, 1. Which ones does your method try?",
)
def test_hidden_weights(is_separable):
    every = threshold_tables(4, 3)
    assert len(every) == 1882, "all threshold functions of four inputs"
    rare = sorted(every - threshold_tables(4, 2))
    X, rng = rows(4), np.random.default_rng(14)
    cases = [(X, np.array(table)) for table in rare[::14]]
    for table in rare[::50]:  # a table with one output flipped: most of these are beyond any unit
        other = np.array(table)
        other[rng.integers(16)] ^= 1
        cases.append((X, other))
    agree(is_separable, is_linearly_separable, cases, mutants=MUTANTS, name="is_separable")
