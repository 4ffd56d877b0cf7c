"""Hidden tests of dnf_network: the network is run on all eight inputs."""

import itertools

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, require
from autograder.results import Diagnosis
from reference.misconceptions import misconceptions_of
from reference.neurons.boolean import dnf_network as reference_dnf


def outputs(dnf_network):
    require(dnf_network, "dnf_network")
    W1, b1, W2, b2 = (np.asarray(part, dtype=float) for part in dnf_network())
    x = np.array(list(itertools.product((0.0, 1.0), repeat=3)))
    hidden = (x @ W1.T + b1 > 0).astype(float)
    return (hidden @ W2.T + b2 > 0)[:, 0].astype(int)


def mutants():
    return [m.through(lambda build: build(np.array(VARIANT["table"]))) for m in misconceptions_of(reference_dnf)]


def fail(message, got):
    """Names the mistake whose network has this table; `accept` draws tables that tell all of them apart."""
    found = [Diagnosis(key=m.key, message=m.message) for m in mutants() if np.array_equal(outputs(m.mutant), got)]
    raise CheckFailure(message, found[0] if found else None)


@test_case(name="rows that are on", points=4, hidden=True)
def test_hidden_on(dnf_network):
    table = np.array(VARIANT["table"])
    got = outputs(dnf_network)
    if got.sum() == 8 or not got[table == 1].all():
        fail("the network misses a row of the table that is 1, or is always on", got)


@test_case(name="rows that are off", points=3, hidden=True)
def test_hidden_off(dnf_network):
    table = np.array(VARIANT["table"])
    got = outputs(dnf_network)
    if not got.any() or got[table == 0].any():
        fail("the network fires on a row of the table that is 0, or never", got)
