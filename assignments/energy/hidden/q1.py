"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.energy import hopfield
from reference.misconceptions import misconceptions_of


def energies_before(W, s, max_sweeps):
    """Each sweep with the energy that it began with."""
    s, energies = hopfield.hopfield_recall(W, s, max_sweeps)
    return s, np.append(energies[:1], energies[:-1])


WEIGHTS = misconceptions_of(hopfield.hopfield_weights)
ENERGY = misconceptions_of(hopfield.hopfield_energy)
UPDATE = misconceptions_of(hopfield.hopfield_update)
RECALL = (
    *misconceptions_of(hopfield.hopfield_recall),
    Misconception("T11.2/energy_before", "The energy after each sweep, not before it.", energies_before),
)


def signs(rng, *shape):
    return rng.choice([-1.0, 1.0], size=shape)


def networks(seed, *sizes):
    """Symmetric weights without a diagonal, and a state; fields of normal weights meet no threshold."""
    rng = np.random.default_rng(seed)
    for N in sizes:
        for dtype in ("float64", "float32"):
            W = np.triu(rng.normal(size=(N, N)), 1)
            yield rng, (W + W.T).astype(dtype), signs(rng, N).astype(dtype)


def whole(seed, *sizes):
    """Small whole weights: fields are exact, and often 0."""
    rng = np.random.default_rng(seed)
    for N in sizes:
        W = np.triu(rng.integers(-1, 2, size=(N, N)).astype(float), 1)
        yield rng, W + W.T, signs(rng, N)


@test_case(
    name="weights of patterns",
    points=1,
    hidden=True,
    failure_message="Take two units: in how many patterns do they agree, in how many not, and what is N?",
)
def test_hidden_weights(hopfield_weights):
    rng = np.random.default_rng(11)
    cases = [(signs(rng, K, N).astype(t),) for K, N in ((3, 5), (2, 7), (1, 4), (3, 5)) for t in ("float64", "float32")]
    P = np.asfortranarray(signs(rng, 3, 6))
    P.flags.writeable = False
    cases += [(P,), (np.ones((2, 3)),), (np.array([[1.0]]),)]
    agree(hopfield_weights, hopfield.hopfield_weights, cases, mutants=WEIGHTS)


@test_case(
    name="energies with and without thresholds",
    points=0.5,
    hidden=True,
    failure_message="Each pair counts once, and a threshold costs where its unit is on.",
)
def test_hidden_energy(hopfield_energy):
    cases = []
    for rng, W, s in networks(12, 4, 7, 4):
        theta = rng.normal(size=len(s)).astype(s.dtype)
        cases += [Case(W, s), Case(W, s, theta), Case(np.asfortranarray(W), -s, theta=theta)]
    agree(hopfield_energy, hopfield.hopfield_energy, cases, mutants=ENERGY)


@test_case(
    name="units that obey",
    points=1,
    hidden=True,
    failure_message="Each unit sees the state as it is by then. Only the units in `order` move, in that order.",
)
def test_hidden_update(hopfield_update):
    cases = []
    for rng, W, s in networks(13, 5, 8, 5):
        theta = rng.normal(size=len(s)).astype(s.dtype)
        some = rng.permutation(len(s))[:3]
        again = rng.integers(0, len(s), size=2 * len(s))
        cases += [Case(W, s, rng.permutation(len(s))), Case(W, s, some, theta), Case(W, -s, again, theta=theta)]
        cases.append(Case(W, s, np.arange(len(s)), theta))
    agree(hopfield_update, hopfield.hopfield_update, cases, mutants=UPDATE)


@test_case(
    name="fields of 0, fields at the threshold, nobody to move",
    points=0.5,
    hidden=True,
    failure_message="A field that is exactly its threshold turns the unit on, whatever it was before.",
)
def test_hidden_ties(hopfield_update):
    cases = [Case(np.zeros((3, 3)), np.array([1.0, -1.0, -1.0]), np.arange(3))]
    for rng, W, s in whole(14, 4, 6, 9, 6):
        theta = rng.integers(-1, 2, size=len(s)).astype(float)
        everybody = rng.permutation(len(s))
        cases += [Case(W, s, everybody), Case(W, s, everybody, theta), Case(W, s, everybody[:0])]
    W = np.array([[0.0, 1.0], [1.0, 0.0]])
    cases.append(Case(W, np.array([-1.0, 1.0]), np.array([0, 1]), np.array([3.0, 0.0])))
    agree(hopfield_update, hopfield.hopfield_update, cases, mutants=UPDATE)


@test_case(
    name="recall",
    points=1,
    hidden=True,
    failure_message="When does it stop, and which energies does it report? Compare with one sweep after the other.",
)
def test_hidden_recall(hopfield_recall):
    cases = [(W, s, n) for n in (50, 2, 1) for _, W, s in networks(15, 8, 12, 8)]
    cases += [(W, s, 50) for _, W, s in whole(16, 6, 9, 6)]
    cases += [(W, s, 0) for _, W, s in networks(17, 4)]
    W, s, _ = cases[0]
    cases.append((np.asfortranarray(W), -s, 50))
    agree(hopfield_recall, hopfield.hopfield_recall, cases, mutants=RECALL)
