"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, agree
from reference.linear.softmax import bce_with_logits
from reference.linear.softmax import logistic_cost as reference_cost
from reference.linear.softmax import logistic_gradient as reference_gradient
from reference.misconceptions import misconceptions_of


def cost_from(data_term, X, y, w, b, lam=0.0, reduction="sum"):
    """The cost with another function of the logits for its data term."""
    return data_term(X @ w + b, y, reduction) + lam / 2 * np.sum(w * w)


(LOG_OF_SIGMOID,) = misconceptions_of(bce_with_logits, "T2.7/log_of_sigmoid")
COST = (*misconceptions_of(reference_cost), LOG_OF_SIGMOID.through(cost_from))
GRADIENT = misconceptions_of(reference_gradient)


def data():
    """Labels as floats and, with double precision, as integers; biases as Python's and NumPy's numbers."""
    rng = np.random.default_rng(41)
    for n, d in ((6, 3), (5, 1), (9, 4), (2, 2)):
        X, w, b = rng.normal(size=(n, d)), rng.normal(size=d), 0.4 + float(rng.uniform())
        y = rng.permutation(np.arange(n) % 2)
        yield X, y, w, np.float64(b)
        yield X.astype("float32"), y.astype("float32"), w.astype("float32"), b
    X, y, w = np.asfortranarray(rng.normal(size=(7, 3))), np.array([0.0, 1, 1, 0, 1, 0, 0]), rng.normal(size=3)
    X.flags.writeable = y.flags.writeable = w.flags.writeable = False
    yield X, y, w, -1.5


def cases():
    made = [
        Case(*parts, lam, reduction) for parts in data() for lam in (0.0, 0.3, 2.0) for reduction in ("sum", "mean")
    ]
    return [*made, *(Case(*parts) for parts in data()), *(Case(*parts, lam=0.5, reduction="mean") for parts in data())]


@test_case(
    name="costs",
    points=1.5,
    hidden=True,
    failure_message="Two terms a sample, a minus in front, and the penalty: which constants belong to which form?",
)
def test_hidden_cost(logistic_cost):
    agree(logistic_cost, reference_cost, cases(), mutants=COST)


def sure(*lams):
    """z of ±1000 and a moderate one, with labels that agree and that do not."""
    X, w = np.array([[1.0, 0.0], [-1.0, 0.5], [0.0, 1.0]]), np.array([1000.0, 2.0])
    labels = (np.array([1.0, 0.0, 1.0]), np.array([0.0, 0.0, 1.0]), np.array([1.0, 1.0, 0.0]))
    return [Case(X, y, w, 0.5, lam, reduction) for y in labels for lam in lams for reduction in ("sum", "mean")]


@test_case(
    name="sure, right or wrong",
    points=0.5,
    hidden=True,
    failure_message="What is σ(1000), and what is log(1 − σ(1000))? The text has a formula that is safe.",
)
def test_hidden_sure(logistic_cost):
    agree(logistic_cost, reference_cost, sure(0.0), mutants=COST)


@test_case(
    name="gradients",
    points=1.5,
    hidden=True,
    failure_message="Compare with finite differences of your cost, for both reductions and with a large λ.",
)
def test_hidden_gradient(logistic_gradient):
    agree(logistic_gradient, reference_gradient, cases(), mutants=GRADIENT, check_dtype=False)


@test_case(
    name="gradients when sure",
    points=0.5,
    hidden=True,
    failure_message="A sample that is sure and wrong pulls with all its weight, 1; one that is sure and right with 0.",
)
def test_hidden_sure_gradient(logistic_gradient):
    agree(logistic_gradient, reference_gradient, sure(0.0, 0.25), mutants=GRADIENT, check_dtype=False)
