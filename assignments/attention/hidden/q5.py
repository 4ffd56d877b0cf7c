"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, agree
from reference.attention.layers import feed_forward
from reference.attention.layers import layer_norm as reference_norm
from reference.misconceptions import misconceptions_of


def reference_feed(x, W1, b1, W2, b2):
    return feed_forward(x, W1, b1, W2, b2)


FEED = misconceptions_of(feed_forward)
FRONTS = (2, 3), (4,), (2, 2, 2), (), (1,), (2, 3)


@test_case(
    name="norms of random tokens",
    points=1,
    hidden=True,
    failure_message="Mean and variance of one token over its features, dividing by E; ε under the root; then γ and β.",
)
def test_hidden_norm(layer_norm):
    rng, cases = np.random.default_rng(51), []
    for front, E in zip(FRONTS, (5, 4, 3, 6, 2, 5), strict=True):
        for t in ("float64", "float32"):
            x, gamma, beta = (rng.normal(size=s).astype(t) for s in ((*front, E), (E,), (E,)))
            cases += [Case(3 * x + 1, gamma, beta), Case(x, gamma, beta, 0.1), Case(x, beta, gamma, eps=0.5)]
    cases.append(Case(*(np.asfortranarray(a) for a in cases[0].args)))
    for array in cases[-1].args:
        array.flags.writeable = False
    agree(layer_norm, reference_norm, cases, mutants=misconceptions_of(reference_norm), check_dtype=False)


@test_case(
    name="tokens without spread",
    points=0.5,
    hidden=True,
    failure_message="A token whose features are all equal has variance 0, and ε is what is left under the root.",
)
def test_hidden_flat(layer_norm):
    rng, cases = np.random.default_rng(52), []
    for scale in (0.0, 1e-3, 1e3):
        x = scale * rng.normal(size=(3, 4)) + 2
        cases += [
            Case(x, rng.normal(size=4), rng.normal(size=4)),
            Case(x, rng.normal(size=4), rng.normal(size=4), 1e-3),
        ]
    agree(layer_norm, reference_norm, cases, mutants=misconceptions_of(reference_norm), check_dtype=False)


@test_case(
    name="two layers for each token",
    points=0.5,
    hidden=True,
    failure_message="First W1 and b1, then the relu, then W2 and b2, and nothing after it.",
)
def test_hidden_feed(feed_forward):
    rng, cases = np.random.default_rng(53), []
    for front, E, F in zip(FRONTS, (5, 4, 3, 4, 2, 5), (7, 3, 6, 4, 8, 7), strict=True):
        for t in ("float64", "float32"):
            shapes = (*front, E), (F, E), (F,), (E, F), (E,)
            cases.append([rng.normal(size=s).astype(t) for s in shapes])
    cases.append([np.asfortranarray(a) for a in cases[0]])
    for array in cases[-1]:
        array.flags.writeable = False
    agree(feed_forward, reference_feed, [Case(*c) for c in cases], mutants=FEED, check_dtype=False, name="feed_forward")
