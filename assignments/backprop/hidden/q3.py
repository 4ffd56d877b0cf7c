"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, as_like, require
from reference.misconceptions import misconceptions_of
from reference.mlp.networks import mlp_delta_hidden, mlp_delta_output, two_layer_forward

HIDDEN = [
    *misconceptions_of(mlp_delta_hidden),
    Misconception("T3.4/tanh_slope", "The slope of a sigmoid is h(1 − h); 1 − h² is that of tanh.",
                  lambda delta_o, Wo, h: delta_o @ Wo * (1 - h**2)),
    Misconception("T3.4/first_output", "A hidden unit hears from every output unit, not from the first alone.",
                  lambda delta_o, Wo, h: delta_o[:, :1] @ Wo[:1] * h * (1 - h)),
]  # fmt: skip


@test_case(
    name="output deltas",
    points=1.5,
    hidden=True,
    failure_message="Check the sign of the error and the slope of the sigmoid.",
)
def test_hidden_output(delta_output):
    rng = np.random.default_rng(3)
    cases = [
        (rng.random(s).astype(t), rng.random(s).astype(t))
        for s in ((5, 2), (1, 3), (4, 1), (5, 2))
        for t in ("float64", "float32")
    ]
    cases.append(tuple(np.asfortranarray(a) for a in cases[0]))
    agree(delta_output, mlp_delta_output, cases, mutants=misconceptions_of(mlp_delta_output), name="delta_output")


@test_case(name="hidden deltas", points=1.5, hidden=True, failure_message="Follow the arrows of the picture backwards.")
def test_hidden_hidden(delta_hidden):
    rng = np.random.default_rng(4)
    cases = [
        (rng.normal(size=(n, c)).astype(t), rng.normal(size=(c, h)).astype(t), rng.random((n, h)).astype(t))
        for n, c, h in ((5, 2, 3), (4, 3, 3), (1, 4, 2), (5, 2, 3))
        for t in ("float64", "float32")
    ]
    cases.append(tuple(np.asfortranarray(a) for a in cases[0]))
    agree(delta_hidden, mlp_delta_hidden, cases, mutants=HIDDEN, name="delta_hidden")


def back(output, hidden, y, y_hat, Wo, h):
    """Both deltas of a network, one from the other."""
    delta_o = as_like(output(y_hat, y), y)
    return delta_o, hidden(delta_o, Wo, h)


def through(m, output, hidden):
    return Misconception(m.key, m.message, lambda *case: back(output, hidden, *case))


def networks():
    rng = np.random.default_rng(9)
    for n, d, h, c in ((5, 3, 4, 2), (3, 2, 5, 5)):
        x, y, Wh, Wo = rng.normal(size=(n, d)), rng.random((n, c)), rng.normal(size=(h, d)), rng.normal(size=(c, h))
        hidden, y_hat = two_layer_forward(x, Wh, Wo)
        yield y, y_hat, Wo, hidden


@test_case(
    name="back through a whole network",
    points=1,
    hidden=True,
    failure_message="Give delta_hidden what delta_output returns, and compare with finite differences.",
)
def test_hidden_back(delta_output, delta_hidden):
    require(delta_output, "delta_output")
    require(delta_hidden, "delta_hidden")
    mutants = [through(m, m.mutant, mlp_delta_hidden) for m in misconceptions_of(mlp_delta_output)]
    mutants += [through(m, mlp_delta_output, m.mutant) for m in HIDDEN]
    agree(
        lambda *case: back(delta_output, delta_hidden, *case),
        lambda *case: back(mlp_delta_output, mlp_delta_hidden, *case),
        networks(),
        mutants=mutants,
        name="both deltas",
    )
