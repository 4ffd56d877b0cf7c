"""Hidden tests of ctc_decode."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.rnn.ctc import ctc_greedy_decode


def reference(function=ctc_greedy_decode):
    return lambda p: "".join(VARIANT["classes"][i] for i in function(p, VARIANT["blank"]))


def mutants():
    return [m.through(lambda mutant, p: reference(mutant)(p)) for m in misconceptions_of(ctc_greedy_decode)]


def along(path):
    """Probabilities whose likeliest path is this one."""
    return np.random.default_rng(3).dirichlet(np.ones(6), size=len(path)) / 4 + np.eye(6)[path] * 3 / 4


@test_case(name="letters that come back", points=2, hidden=True)
def test_hidden_repeats(ctc_decode):
    blank = VARIANT["blank"]
    a, b, c = ((blank + i) % 6 for i in (1, 2, 3))
    paths = ([a, a, blank, a, b], [blank, a, b, b, a, blank, a], [c, blank, blank, c, c, b, blank])
    agree(ctc_decode, reference(), [(along(path),) for path in paths], mutants=mutants())


@test_case(name="any probabilities, and none but blanks", points=2, hidden=True)
def test_hidden_any(ctc_decode):
    rng = np.random.default_rng(1)
    cases = [(rng.dirichlet(np.ones(6), size=steps),) for steps in (9, 30)]
    agree(ctc_decode, reference(), [*cases, (along([VARIANT["blank"]] * 4),)], mutants=mutants())
