"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, as_like, require
from reference.misconceptions import misconceptions_of
from reference.neurons.adaline import adaline_cost as reference_cost
from reference.neurons.adaline import adaline_gradient as reference_gradient

MEAN = "This cost is a sum: do not divide by N."
# the mean of squares as libraries have it, with neither the sum nor the ½ of this course
ACTIVATION = "Adaline's error is y − a, with the activation a: what comes before the threshold."


def labels(X, w, b):
    return (X @ w + b >= 0).astype(X.dtype)


def cost_of_labels(X, y, w, b):
    return np.sum((y - labels(X, w, b)) ** 2) / 2


def gradient_of_labels(X, y, w, b):
    errors = y - labels(X, w, b)
    return -X.T @ errors, -np.sum(errors)


COST_MUTANTS = [
    Misconception("T1.7/thresholded_error", ACTIVATION, cost_of_labels),
    *misconceptions_of(reference_cost),
    Misconception("T1.7/mean_gradient", MEAN, lambda X, y, w, b: 2 * reference_cost(X, y, w, b) / len(X)),
]
GRADIENT_MUTANTS = [
    Misconception("T1.7/thresholded_error", ACTIVATION, gradient_of_labels),
    *misconceptions_of(reference_gradient),
    Misconception(
        "T1.7/mean_gradient", MEAN, lambda X, y, w, b: tuple(2 * d / len(X) for d in reference_gradient(X, y, w, b))
    ),
]


def cases(seed):
    rng = np.random.default_rng(seed)
    found = []
    for n, d in ((5, 3), (1, 2), (7, 1), (3, 11)):
        for t, order in (("float64", "C"), ("float32", "C"), ("float64", "F")):
            X, y, w = (
                np.asarray(rng.normal(size=(n, d)), t, order=order),
                rng.normal(size=n).astype(t),
                rng.normal(size=d).astype(t),
            )
            X.flags.writeable = y.flags.writeable = w.flags.writeable = order == "C"
            found.append((X, y, w, np.float64(rng.normal()) if order == "F" else float(rng.normal())))
    X, y, w, b = found[0]
    return [*found, (X[::-1].copy(), y.copy(), 1 - w, b)]  # the same shapes and bias, other numbers


@test_case(name="cost of random samples", points=1, hidden=True, failure_message="Square, sum, halve: of which errors?")
def test_hidden_cost(adaline_cost):
    agree(adaline_cost, reference_cost, cases(14), mutants=COST_MUTANTS, check_dtype=False)


@test_case(
    name="gradient of random samples",
    points=1.5,
    hidden=True,
    failure_message="Compare with (J(w + h) − J(w − h)) / 2h for one weight.",
)
def test_hidden_gradient(adaline_gradient):
    agree(adaline_gradient, reference_gradient, cases(15), mutants=GRADIENT_MUTANTS, check_dtype=False)


def downhill(cost, gradient, X, y, w, b):
    """The costs before five steps against the gradient and after each of them."""
    costs = [cost(X, y, w, b)]
    for _ in range(5):
        dw, db = as_like(gradient(X, y, w, b), (w, b))
        w, b = w - 0.02 * dw, b - 0.02 * db
        costs.append(cost(X, y, w, b))
    return costs


def both(m, cost, gradient):
    return Misconception(m.key, m.message, lambda *case: downhill(cost, gradient, *case))


@test_case(
    name="five steps downhill",
    points=0.5,
    hidden=True,
    failure_message="Plot the cost after each of some small steps: by how much does it fall?",
)
def test_hidden_downhill(adaline_cost, adaline_gradient):
    require(adaline_cost, "adaline_cost")
    require(adaline_gradient, "adaline_gradient")
    rng = np.random.default_rng(24)
    cases = [(rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=d), 0.5) for n, d in ((7, 3), (5, 2))]
    mutants = [both(m, m.mutant, reference_gradient) for m in COST_MUTANTS]
    mutants += [both(m, reference_cost, m.mutant) for m in GRADIENT_MUTANTS]
    mutants += [both(c, c.mutant, g.mutant) for c in COST_MUTANTS for g in GRADIENT_MUTANTS if c.key == g.key]
    agree(
        lambda *case: downhill(adaline_cost, adaline_gradient, *case),
        lambda *case: downhill(reference_cost, reference_gradient, *case),
        cases,
        mutants=mutants,
        name="the cost on the way downhill",
    )
