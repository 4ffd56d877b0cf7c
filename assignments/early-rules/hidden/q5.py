"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
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


def check(adaline_fit, drive, which):
    student = None if adaline_fit is None else lambda *a: drive(adaline_fit, *a)
    mutants = [m.through(drive) for m in misconceptions_of(reference_fit)]
    agree(student, lambda *a: drive(reference_fit, *a), which, mutants=mutants, check_dtype=False, name="adaline_fit")


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
