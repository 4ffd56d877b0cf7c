"""Hidden tests of q3: a network is right when it has the truth table, under both thresholds."""

import itertools

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.neurons.boolean import dnf_network as reference_dnf
from reference.neurons.boolean import eval_threshold_network


def arrays(network, n):
    """(W1, b1, W2, b2) as float arrays of the right shapes; without hidden units, empty lists will do."""
    if not isinstance(network, tuple | list) or len(network) < 4:
        raise CheckFailure(said := "dnf_network: expected the four arrays (W1, b1, W2, b2)", contract=said)
    try:
        W1, b1, W2, b2 = parts = [np.asarray(part, dtype=float) for part in network[:4]]
    except (TypeError, ValueError):
        raise CheckFailure(said := "dnf_network: expected four arrays of numbers", contract=said) from None
    if W1.size == b1.size == W2.size == 0:
        return np.zeros((0, n)), np.zeros(0), np.zeros((1, 0)), b2
    shapes = (b1.size, n), (b1.size,), (1, b1.size), (1,)
    for name, part, shape in zip(("W1", "b1", "W2", "b2"), parts, shapes, strict=True):
        if part.shape != shape:
            said = f"dnf_network: {name} has shape {part.shape}, expected {shape} for {n} inputs, {b1.size} units"
            raise CheckFailure(said, contract=said)
    return W1, b1, W2, b2


def answers(build, truth_table):
    """The truth table that the network has: a row of outputs for net >= 0 and one for net > 0."""
    n = truth_table.shape[0].bit_length() - 1
    x = np.array(list(itertools.product((0.0, 1.0), repeat=n)))
    network = arrays(build(truth_table), n)
    return np.stack([eval_threshold_network(x, network, threshold) for threshold in ("ge", "gt")])


def without_leading_zeros(truth_table):
    n = truth_table.shape[0].bit_length() - 1
    rows = np.flatnonzero(truth_table)
    W1 = np.zeros((len(rows), n))
    for unit, row in zip(W1, rows, strict=True):
        digits = format(row, "b")
        unit[: len(digits)] = [2 * int(digit) - 1 for digit in digits]
    return W1, 0.5 - np.sum(W1 > 0, axis=1), np.ones((1, len(rows))), np.array([-0.5])


LEADING = "The leading zeros of a row number in binary are inputs, too: without them the others move to the left."
MUTANTS = [
    *(m.through(answers) for m in misconceptions_of(reference_dnf)),
    Misconception("T1.6/leading_zeros", LEADING, lambda table: answers(without_leading_zeros, table)),
]


def check(dnf_network, tables):
    student = None if dnf_network is None else lambda table: answers(dnf_network, table)
    agree(
        student,
        lambda table: answers(reference_dnf, table),
        [(t,) for t in tables],
        mutants=MUTANTS,
        name="dnf_network",
    )


def every(n):
    return [np.array(table) for table in itertools.product((0, 1), repeat=2**n)]


@test_case(
    name="every function of one or two inputs",
    points=1,
    hidden=True,
    failure_message="Print the nets of one AND unit for all four inputs.",
)
def test_hidden_two(dnf_network):
    check(dnf_network, every(1) + every(2))


@test_case(
    name="every function of three inputs",
    points=1,
    hidden=True,
    failure_message="Try 00001001: its units belong to 100 and 111.",
)
def test_hidden_three(dnf_network):
    check(dnf_network, every(3))


@test_case(
    name="functions of four and five inputs",
    points=1,
    hidden=True,
    failure_message="Which bit of the row number is the first input?",
)
def test_hidden_more(dnf_network):
    rng = np.random.default_rng(13)
    tables = [rng.integers(0, 2, 2**n) for n in (4, 5, 4, 5)] + [np.arange(16) == 8, np.arange(32) >= 19]
    tables = [np.asarray(table, dtype=np.int64) for table in tables]
    for table in tables:
        table.flags.writeable = False
    check(dnf_network, tables)
