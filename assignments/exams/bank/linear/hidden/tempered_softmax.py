"""Hidden tests of tempered_softmax."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.linear.softmax import softmax
from reference.misconceptions import misconceptions_of


def reference(function=softmax):
    return lambda scores: function(scores / VARIANT["temperature"], axis=VARIANT["axis"])


def mutants():
    return [m.through(lambda mutant, scores: reference(mutant)(scores)) for m in misconceptions_of(softmax)]


@test_case(name="moderate scores", points=3, hidden=True)
def test_hidden_moderate(tempered_softmax):
    rng = np.random.default_rng(1)
    agree(tempered_softmax, reference(), [(rng.normal(size=s) * 3,) for s in ((2, 3), (5, 7))], mutants=mutants())


@test_case(name="large scores", points=4, hidden=True)
def test_hidden_large(tempered_softmax):
    rng = np.random.default_rng(2)
    scores = rng.uniform(-1e4, 1e4, size=(3, 5))
    scores[1, 2] = 1e4  # too large for exp at every temperature
    agree(tempered_softmax, reference(), [(scores,)], mutants=mutants())
