"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.energy import boltzmann
from reference.misconceptions import misconceptions_of


def above(s, W, b, u):
    """On where u is above p."""
    s = s.copy()
    for i in range(len(s)):
        s[i] = u[i] > boltzmann.bm_conditional(s, i, W, b)
    return s


EXACT = misconceptions_of(boltzmann.bm_exact)
CONDITIONAL = misconceptions_of(boltzmann.bm_conditional)
SWEEP = (
    *misconceptions_of(boltzmann.bm_gibbs_sweep),
    Misconception("T11.3/u_above", "A unit is on if u is below p: so it is on with probability p.", above),
)
GRADIENT = misconceptions_of(boltzmann.bm_gradient)


def machines(seed, *sizes, dtypes=("float64", "float32")):
    rng = np.random.default_rng(seed)
    for N in sizes:
        for dtype in dtypes:
            W = np.triu(rng.normal(size=(N, N)), 1)
            yield rng, (W + W.T).astype(dtype), rng.normal(size=N).astype(dtype)


def states(rng, *shape, like):
    return rng.integers(0, 2, size=shape).astype(like.dtype)


@test_case(
    name="machines by enumeration",
    points=1,
    hidden=True,
    failure_message="Write down the table of the text for three units. Which way do the signs of E go, and which states are there?",
)
def test_hidden_exact(bm_exact):
    cases = [(W, b) for _, W, b in machines(21, 3, 4, 1, 6, 3)]
    W, b = cases[0]
    cases += [(np.asfortranarray(W), -b), (np.zeros((2, 2)), np.zeros(2))]
    for array in cases[-2]:
        array.flags.writeable = False
    agree(bm_exact, boltzmann.bm_exact, cases, mutants=EXACT)


@test_case(
    name="one unit, the others given",
    points=0.5,
    hidden=True,
    failure_message="The ½ of the energy cancels. T divides. Does your probability depend on the unit's own state? It should not.",
)
def test_hidden_conditional(bm_conditional):
    cases = []
    for rng, W, b in machines(22, 3, 5, 3):
        s = states(rng, len(b), like=b)
        i, j = (int(k) for k in rng.permutation(len(b))[:2])
        s[i] = 1
        cases += [Case(s, i, W, b), Case(s, j, W, b, 2.5), Case(1 - s, i, np.asfortranarray(W), b, T=0.4)]
    agree(bm_conditional, boltzmann.bm_conditional, cases, mutants=CONDITIONAL)


@test_case(
    name="sweeps",
    points=0.5,
    hidden=True,
    failure_message="The units move one after the other: unit 3 sees what 0, 1 and 2 have just become. When is a unit on?",
)
def test_hidden_sweep(bm_gibbs_sweep):
    cases = []
    for rng, W, b in machines(23, 4, 6, 9, 4):
        s = states(rng, len(b), like=b)
        u = rng.uniform(size=len(b)).astype(b.dtype)
        cases += [(s, W, b, u), (1 - s, np.asfortranarray(W), b, u[::-1])]
    agree(bm_gibbs_sweep, boltzmann.bm_gibbs_sweep, cases, mutants=SWEEP)


@test_case(
    name="day and dream",
    points=1,
    hidden=True,
    failure_message="Means over the data less means of the model. What does a unit's link to itself weigh?",
)
def test_hidden_gradient(bm_gradient):
    cases = []
    for rng, W, b in machines(24, 3, 5, 2, 3):
        data = states(rng, 7, len(b), like=b)
        cases += [(data, W, b), (np.asfortranarray(1 - data), np.asfortranarray(W), -b)]
    rng, W, b = next(machines(25, 4))
    cases.append((states(rng, 1, 4, like=b), W, b))
    agree(bm_gradient, boltzmann.bm_gradient, cases, mutants=GRADIENT)
