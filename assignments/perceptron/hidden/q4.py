"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.neurons.perceptron import perceptron_fit as reference_fit


def drive(fit, X, y, eta, max_epochs):
    """(w, b, epochs, updates), as the question wants them."""
    return tuple(fit(X, y, eta, max_epochs))[:4]


def batch(X, y, eta, max_epochs):
    """All errors of an epoch at the same weights, and each of them counted."""
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    epoch = 0
    while epoch < max_epochs:
        epoch += 1
        errors = y - (X @ w + b >= 0)
        if not errors.any():
            break
        w, b, updates = w + eta * errors @ X, b + eta * errors.sum(), updates + np.count_nonzero(errors)
    return w, b, epoch, updates


def counts(pick):
    """The right boundary, with other counts."""

    def mutant(X, y, eta, max_epochs):
        w, b, epochs, updates, _, clean = reference_fit(X, y, eta, max_epochs)
        before = reference_fit(X, y, eta, epochs - 1)[3] if epochs > 1 else 0
        return w, b, *pick(epochs, updates, bool(clean), max_epochs, updates - before)

    return mutant


def named(key, message, pick):
    return Misconception(f"T1.4/{key}", message, counts(pick))


KEYS = ("T1.4/batch_update", "T1.4/no_bias_update", "T1.4/sign")
MUTANTS = [
    *(m.through(drive) for m in misconceptions_of(reference_fit, *KEYS)),
    Misconception("T1.4/batch_update", "The perceptron updates after each sample, then recomputes ŷ.", batch),
    named("clean_epoch", "The last epoch, without a mistake, counts, too.", lambda e, u, c, m, last: (e - c, u)),
    named("no_stop", "Stop after the first epoch without a mistake.", lambda e, u, c, m, last: (m, u)),
    named("last_updates", "Count the updates of all epochs, not of the last one.", lambda e, u, c, m, last: (e, last)),
]


def reference(X, y, eta, max_epochs):
    return drive(reference_fit, X, y, eta, max_epochs)


def separable(seed, n, d):
    """n samples that lie apart from the boundary."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(3 * n, d))
    net = X @ rng.normal(size=d) + 0.5
    keep = np.flatnonzero(np.abs(net) > 0.3)[:n]
    return X[keep], (net[keep] >= 0).astype(float)


@test_case(
    name="separable sets",
    points=3,
    hidden=True,
    failure_message="Does the next sample see the new weights? Does the bias learn?",
)
def test_hidden_separable(perceptron_fit):
    cases = [(*separable(s, n, d), eta, 30) for s, n, d, eta in ((1, 14, 2, 1.0), (2, 21, 3, 0.1), (3, 12, 5, 2.0))]
    X, y = separable(4, 14, 2)
    cases += [
        (np.asfortranarray(X), y.astype(int), 1.0, 30),
        (X, np.ones(14), 1.0, 30),
    ]  # the last one is clean at once
    agree(perceptron_fit, reference, cases, mutants=MUTANTS, name="perceptron_fit")


@test_case(
    name="XOR never ends",
    points=1,
    hidden=True,
    failure_message="What happens when no line separates the samples?",
)
def test_hidden_xor(perceptron_fit):
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = np.array([0.0, 1.0, 1.0, 0.0])
    cases = [(X, y, 1.0, 7), (X, 1 - y, 0.5, 4), (X[::-1].copy(), y, 1.0, 7), (X, y, 1.0, 1)]
    agree(perceptron_fit, reference, cases, mutants=MUTANTS, name="perceptron_fit")
