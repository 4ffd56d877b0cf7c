"""Hidden tests of q5: the reference knows activations by name, students get the function and its slope."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree, require
from reference.misconceptions import misconceptions_of
from reference.mlp import chainrule


def logistic(z):
    return 1 / (1 + np.exp(-z))


PAIRS = {
    "sigmoid": (logistic, lambda z: logistic(z) * (1 - logistic(z))),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "softplus": (lambda z: np.log1p(np.exp(z)), logistic),
}


def check_paths(chain_factors, *paths):
    agree(
        chain_factors,
        chainrule.chain_factors,
        [(path,) for path in paths],
        mutants=misconceptions_of(chainrule.chain_factors),
    )


@test_case(
    name="a long path",
    points=0.5,
    hidden=True,
    failure_message="How many links has the path? What stands above, what below?",
)
def test_hidden_long_path(chain_factors):
    check_paths(chain_factors, ["J", "y_hat", "h2", "z2", "h1", "z1", "w1"], ["E", "p", "s", "c", "b", "a", "theta"])


@test_case(
    name="short paths",
    points=0.5,
    hidden=True,
    failure_message="Two names have one link. Which name stands above?",
)
def test_hidden_short_paths(chain_factors):
    check_paths(chain_factors, ["loss", "u", "w"], ["E", "w"])


def check_chain(scalar_chain, cases):
    require(scalar_chain, "scalar_chain")
    agree(
        lambda x, w1, w2, y, g: scalar_chain(x, w1, w2, y, *PAIRS[g]),
        chainrule.scalar_chain,
        cases,
        mutants=misconceptions_of(chainrule.scalar_chain),
        name="scalar_chain",
    )


@test_case(
    name="other numbers",
    points=1,
    hidden=True,
    failure_message="One factor for each arrow from J to the weight.",
)
def test_hidden_numbers(scalar_chain):
    rng = np.random.default_rng(317)
    cases = [(*rng.uniform(-2, 2, size=4).tolist(), "sigmoid") for _ in range(4)]
    check_chain(scalar_chain, [*cases, (*rng.uniform(0.5, 2, size=4), "sigmoid")])  # NumPy's numbers, too


@test_case(
    name="other activations",
    points=1,
    hidden=True,
    failure_message="The arrow from z₁ to h has a slope of its own, whatever g is: where is it in your formula?",
)
def test_hidden_activations(scalar_chain):
    rng = np.random.default_rng(320)
    check_chain(
        scalar_chain, [(*rng.uniform(-2, 2, size=4).tolist(), g) for g in ("tanh", "softplus") for _ in range(3)]
    )
