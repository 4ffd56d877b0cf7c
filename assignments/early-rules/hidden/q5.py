"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.neurons.adaline import AdalineFit
from reference.neurons.adaline import adaline_fit as reference_fit


def result(fit, *args):
    """(w, b, costs); the costs may be a list."""
    got = fit(*args)
    if not isinstance(got, tuple | list) or len(got) < 3:
        return got
    w, b, costs = got[:3]
    return AdalineFit(w, b, np.asarray(costs, dtype=float) if isinstance(costs, tuple | list) else costs)


def weights(fit, *args):
    """(w, b) only: a wrong step is called by its name even where the costs are wrong as well."""
    got = result(fit, *args)
    return tuple(got[:2]) if isinstance(got, tuple | list) else got


def walked(step):
    """Training with another step: (w, b, errors, X, eta) → (w, b), the errors at the weights of the step's start."""

    def fit(X, y, eta, epochs, mode="batch"):
        X, y = X.astype(float), y.astype(float)
        w, b, costs = np.zeros(X.shape[1]), 0.0, [np.sum(y**2) / 2]
        for _ in range(epochs):
            for part in [slice(None)] if mode == "batch" else [slice(i, i + 1) for i in range(len(X))]:
                w, b = step(w, b, X[part], y[part], eta)
            costs.append(np.sum((y - X @ w - b) ** 2) / 2)
        return AdalineFit(w, b, np.array(costs))

    return fit


def bias_later(w, b, X, y, eta):
    w = w + eta * (y - X @ w - b) @ X
    return w, b + eta * np.sum(y - X @ w - b)


def bias_alone(w, b, X, y, eta):
    errors = y - X @ w - b
    return w + eta * errors @ X, b + np.sum(errors)


def always(mode):
    return lambda X, y, eta, epochs, _="batch": reference_fit(X, y, eta, epochs, mode)


def one_a_step(X, y, eta, epochs, mode="batch"):
    """The mode "sgd" with one sample an epoch."""
    if mode == "batch":
        return reference_fit(X, y, eta, epochs, mode)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [np.sum(y**2) / 2]
    for epoch in range(epochs):
        x, target = X[epoch % len(X)], y[epoch % len(X)]
        error = target - x @ w - b
        w, b = w + eta * error * x, b + eta * error
        costs.append(np.sum((y - X @ w - b) ** 2) / 2)
    return AdalineFit(w, b, np.array(costs))


MUTANTS = [
    Misconception("T1.7/one_a_step", "An epoch of the mode \"sgd\" takes all N samples, one after the other.", one_a_step),
    *misconceptions_of(reference_fit),
    Misconception("T1.7/bias_later", "w and b move together: the step of b uses the errors from before w moved.",
                  walked(bias_later)),
    Misconception("T1.7/bias_without_eta", "The bias takes a step of η, too.", walked(bias_alone)),
    Misconception("T1.7/always_batch", "In the mode \"sgd\" each sample uses the weights that the one before left behind.",
                  always("batch")),
]  # fmt: skip


def check(adaline_fit, drive, which):
    student = None if adaline_fit is None else lambda *a: drive(adaline_fit, *a)
    mutants = [m.through(drive) for m in MUTANTS]

    def expected(X, y, eta, epochs, mode="batch"):
        return drive(reference_fit, X, y, eta, epochs, mode)

    agree(student, expected, which, mutants=mutants, check_dtype=False, name="adaline_fit")


def cases(seed, *mode):
    rng = np.random.default_rng(seed)
    found = []
    for n, d, epochs in ((5, 3, 4), (11, 2, 7), (3, 7, 2)):
        for t, order in (("float64", "F"), ("float32", "C")):
            X, y = np.asarray(rng.normal(size=(n, d)), t, order=order), rng.normal(size=n).astype(t)
            X.flags.writeable = y.flags.writeable = False
            found.append((X, y, 0.02, epochs, *mode))
    return found


@test_case(
    name="batch: the weights",
    points=2,
    hidden=True,
    failure_message="How many steps does a batch epoch make, and with which errors?",
)
def test_hidden_batch(adaline_fit):
    check(adaline_fit, weights, cases(16) + cases(17, "batch"))


@test_case(
    name="batch: the costs",
    points=1,
    hidden=True,
    failure_message="Which costs are recorded, and when is the first one?",
)
def test_hidden_costs(adaline_fit):
    rng = np.random.default_rng(18)
    check(adaline_fit, result, [*cases(19, "batch"), (rng.normal(size=(4, 2)), rng.normal(size=4), 0.02, 0, "batch")])


@test_case(
    name="sample by sample",
    points=1,
    hidden=True,
    failure_message="Does the second sample see what the first one changed?",
)
def test_hidden_sgd(adaline_fit):
    check(adaline_fit, result, cases(20, "sgd"))
