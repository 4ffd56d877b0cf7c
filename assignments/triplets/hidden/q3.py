"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.selfsup.triplet import all_triplets, triplet_loss


def batch_loss(of, X, labels, alpha):
    """The loss `of` all triplets, and how many of them cost something."""
    a, p, n = all_triplets(labels).T
    if not len(a):
        return 0.0, 0
    return of(X[a], X[p], X[n], alpha), int(np.sum(of(X[a], X[p], X[n], alpha, "none") > 0))


def reference(X, labels, alpha):
    return batch_loss(triplet_loss, X, labels, alpha)


def brackets(X, labels, alpha):
    a, p, n = all_triplets(labels).T
    return ((X[a] - X[p]) ** 2).sum(axis=1) - ((X[a] - X[n]) ** 2).sum(axis=1) + alpha


def clamp_total(X, labels, alpha):
    found = brackets(X, labels, alpha)
    return max(float(found.sum()), 0.0), int(np.sum(found > 0))


def active_at_zero(X, labels, alpha):
    found = brackets(X, labels, alpha)
    return float(np.maximum(found, 0).sum()), int(np.sum(found >= 0))


(CLAMP,) = misconceptions_of(triplet_loss, "T12.1/clamp_total")
BATCH = [
    *(m.through(batch_loss) for m in misconceptions_of(triplet_loss) if m.key != CLAMP.key),
    Misconception(CLAMP.key, CLAMP.message, clamp_total),
    Misconception("T12.1/at_zero", "A triplet whose bracket is 0 costs nothing: it is not active.", active_at_zero),
]


def batches(seed, *sizes):
    rng = np.random.default_rng(seed)
    for N, D, kinds, alpha in sizes:
        X, labels = rng.normal(size=(N, D)), np.arange(N) % kinds
        rng.shuffle(labels)
        yield X, labels, alpha
        yield X.astype("float32"), labels, alpha
    yield np.asfortranarray(X), labels, alpha


@test_case(
    name="losses of batches",
    points=1.25,
    hidden=True,
    failure_message="Squared or not, summed or averaged, and where is the maximum with 0 taken?",
)
def test_hidden_batches(batch_triplet_loss):
    cases = list(batches(22, (6, 2, 3, 1.0), (5, 3, 2, 0.5), (7, 2, 3, 2.0), (6, 2, 3, 0.2)))
    agree(batch_triplet_loss, reference, cases, mutants=BATCH, name="batch_triplet_loss")


@test_case(
    name="brackets of 0, nobody active, no triplets",
    points=0.75,
    hidden=True,
    failure_message="On whole numbers some brackets are exactly 0. Kinds far apart cost nothing. Without triplets both results are 0.",
)
def test_hidden_edges(batch_triplet_loss):
    songs, kinds = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 0.0], [0.0, 3.0]]), np.array([0, 0, 1, 1])
    cases = [(songs, kinds, alpha) for alpha in (0.0, 2.0, 3.0, 7.0)]
    cases += [
        (songs[[0, 1, 0, 1]] + 9 * kinds[:, None], kinds, 1.0),
        (songs, np.arange(4), 1.0),
        (songs, 0 * kinds, 1.0),
    ]
    agree(batch_triplet_loss, reference, cases, mutants=BATCH, name="batch_triplet_loss")
