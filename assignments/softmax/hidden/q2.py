"""Hidden tests of q2."""

from dataclasses import replace

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.linear.softmax import log_softmax as reference_log
from reference.linear.softmax import softmax as reference_softmax
from reference.misconceptions import misconceptions_of


def exp_over_sum(z, axis=-1):
    """Nothing subtracted."""
    e = np.exp(z)
    return e / e.sum(axis=axis, keepdims=True)


def global_maximum(z, axis=-1):
    """One maximum for all samples: the others underflow."""
    return exp_over_sum(z - z.max(), axis)


def global_maximum_log(z, axis=-1):
    e = z - z.max()
    return e - np.log(np.exp(e).sum(axis=axis, keepdims=True))


def log2_of_sum(z, axis=-1):
    """log2 inside, e outside."""
    below = z - z.max(axis=axis, keepdims=True)
    return below - np.log2(np.exp(below).sum(axis=axis, keepdims=True))


(OVERFLOW,) = misconceptions_of(reference_softmax, "T2.6/overflow")
(LOG2,) = misconceptions_of(reference_log, "T2.6/log2")


def whole_array(z, axis=-1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum()


EPSILONS = [10.0**-k for k in (6, 7, 8, 9, 10, 12, 15, 16, 20)]
GUARDS = [lambda p, e=e: p + e for e in EPSILONS] + [lambda p, e=e: np.clip(p, e, 1) for e in EPSILONS]
SOFTMAX = (
    *misconceptions_of(reference_softmax),
    replace(OVERFLOW, mutant=global_maximum),
    Misconception("T2.6/whole_array", "Divide by the sum along the axis, not by that of the whole array.", whole_array),
)
LOG = (
    *misconceptions_of(reference_log),
    replace(LOG2, mutant=log2_of_sum),
    replace(OVERFLOW, mutant=lambda z, axis=-1: np.log(exp_over_sum(z, axis))),
    replace(OVERFLOW, mutant=lambda z, axis=-1: np.log(global_maximum(z, axis))),
    replace(OVERFLOW, mutant=global_maximum_log),
    Misconception(
        "T2.6/maximum_lost",
        "What is subtracted inside the logarithm of the sum comes back outside.",
        lambda z, axis=-1: reference_log(z, axis) + z.max(axis=axis, keepdims=True),
    ),
    *(
        Misconception(
            "T2.6/epsilon",
            "An ε inside the logarithm changes small probabilities: compute the logarithm from z.",
            lambda z, axis=-1, how=how: np.log(how(reference_softmax(z, axis))),
        )
        for how in GUARDS
    ),
    Misconception(
        "T2.6/log_of_softmax",
        "A probability far below the others rounds to 0, and its logarithm to −∞: compute the logarithm from z.",
        lambda z, axis=-1: np.log(reference_softmax(z, axis)),
    ),
)


def rows():
    rng = np.random.default_rng(21)
    inputs = [
        (3 * rng.normal(size=shape)).astype(t)
        for shape in ((5, 3), (2, 7), (2, 3, 5), (4,), (5, 3))
        for t in ("float64", "float32")
    ]
    inputs.append(np.asfortranarray(rng.normal(size=(3, 4))))
    for z in inputs:
        z.flags.writeable = False
    return [(z,) for z in inputs]


def large():
    """Each row on a scale of its own, so that one maximum for all does not do."""
    rng = np.random.default_rng(22)
    level = np.array([[1000.0], [-1000.0], [0.0], [3.0]])
    return [
        (level + rng.normal(size=(4, 3)),),
        (np.array([[1000.0, -1000.0, 0.0], [2.0, 1.0, 900.0], [-1000.0, -990.0, -1005.0]]),),
        ((level + rng.normal(size=(4, 5))).astype("float32"),),
    ]


@test_case(
    name="random rows",
    points=1,
    hidden=True,
    failure_message="Each row of a batch is one sample: what do its probabilities sum to?",
)
def test_hidden_rows(softmax):
    agree(softmax, reference_softmax, rows(), mutants=SOFTMAX, check_dtype=False)


@test_case(
    name="an axis of your choice",
    points=0.5,
    hidden=True,
    failure_message="Both the maximum and the sum run over `axis`.",
)
def test_hidden_axis(softmax, log_softmax):
    z = np.random.default_rng(23).normal(size=(2, 3, 5))
    cases = [Case(z, axis=0), Case(z, axis=1), Case(z, axis=-2), Case(z, 2), Case(z[0], axis=0), Case(z), Case(z[1])]
    agree(softmax, reference_softmax, cases, mutants=SOFTMAX, check_dtype=False)
    agree(log_softmax, reference_log, cases, mutants=LOG, check_dtype=False)


@test_case(
    name="large logits",
    points=0.5,
    hidden=True,
    failure_message="What is np.exp(1000), and what is np.exp(-1000) divided by itself?",
)
def test_hidden_large(softmax):
    agree(softmax, reference_softmax, large(), mutants=SOFTMAX, check_dtype=False)


@test_case(
    name="logarithms",
    points=1,
    hidden=True,
    failure_message="Which logarithm has e for its base? And over which axis is the sum?",
)
def test_hidden_log(log_softmax):
    agree(log_softmax, reference_log, rows(), mutants=LOG, check_dtype=False)


@test_case(
    name="logarithms of large logits",
    points=0.5,
    hidden=True,
    failure_message="Subtract the maximum of each row, and never take the logarithm of a probability.",
)
def test_hidden_log_large(log_softmax):
    agree(log_softmax, reference_log, large(), mutants=LOG, check_dtype=False)
