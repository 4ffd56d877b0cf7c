"""Hidden tests of q6: the result of training, over several data sets."""

import functools

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, Symptom, as_like, require, trains_to
from reference.linear.softmax import cross_entropy

N, D = 45, 12


def corners(rng, length):
    """Three classes, 3 features that tell and 9 that do not: the longer the arms, the easier."""
    centres = np.zeros((3, D))
    centres[:, :3] = length * np.linalg.qr(rng.normal(size=(3, 3)))[0]
    return centres


def ring(rng, radius):
    """Five classes in a ring of 2 features. A fold of sorted samples holds one class, and no other sample of it is seen."""
    angles = 2 * np.pi * np.arange(5) / 5 + rng.uniform(0, 2 * np.pi)
    centres = np.zeros((5, D))
    centres[:, :2] = radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return centres


def draw(seed, shape, size):
    """45 samples sorted by class, and 1000 new ones."""
    rng = np.random.default_rng(900 + seed)
    centres = shape(rng, size)
    C = len(centres)
    order = rng.permutation(D)
    y, new_y = np.repeat(np.arange(C), N // C), rng.integers(0, C, size=1000)
    X, new_X = (centres[labels] + rng.normal(size=(len(labels), D)) for labels in (y, new_y))
    return X[:, order], y, new_X[:, order], new_y


def parameters(fitted, C):
    """W and b as float arrays of the right shapes."""
    W, b = as_like(fitted, (np.zeros((C, D)), np.zeros(C)), "fit_softmax")
    if not (np.all(np.isfinite(W)) and np.all(np.isfinite(b))):
        raise CheckFailure(said := "fit_softmax: the parameters are not finite", contract=said)
    return W, b


def check(fit_softmax, shape, size, mark):
    require(fit_softmax, "fit_softmax")

    @functools.cache
    def fitted(seed):
        X, y, *_ = draw(seed, shape, size)
        C = int(y.max()) + 1
        return parameters(fit_softmax(X, y, C, seed), C)

    def probability(seed, X, y):
        W, b = fitted(seed)
        return float(np.exp(-cross_entropy(X @ W.T + b, y)))

    def of_new(seed):
        return probability(seed, *draw(seed, shape, size)[2:])

    def of_own(seed):
        return probability(seed, *draw(seed, shape, size)[:2])

    symptoms = [
        Symptom("T2.6/by_heart", "Your model is far surer of the samples that it was given than of new ones: it has learnt "
                "them by heart. Is λ too small?", lambda seed: of_own(seed) > of_new(seed) + 0.2),
        Symptom("T2.6/too_careful", "Your model is not even sure of the samples that it was given: is λ too large, or are "
                "the steps too few?", lambda seed: of_own(seed) < of_new(seed) + 0.12),
    ]  # fmt: skip
    trains_to(of_new, seeds=range(5), threshold=mark, at_least=4, symptoms=symptoms)


@test_case(
    name="new samples",
    points=1,
    hidden=True,
    failure_message="How sure is your model of samples that it has not seen? A larger λ makes it more careful.",
)
def test_hidden_new(fit_softmax):
    check(fit_softmax, corners, 2.0, 0.5)


@test_case(
    name="noisier samples",
    points=0.5,
    hidden=True,
    failure_message="Is λ chosen by samples that the model has not seen? The training loss likes the smallest λ best.",
)
def test_hidden_noisy(fit_softmax):
    check(fit_softmax, corners, 1.5, 0.42)


@test_case(
    name="five classes",
    points=0.5,
    hidden=True,
    failure_message="Which classes does each of your folds hold, and which does it train on?",
)
def test_hidden_ring(fit_softmax):
    check(fit_softmax, ring, 3.0, 0.5)
