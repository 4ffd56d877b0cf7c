"""Hidden tests of q5: the result of training, over several data sets."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, as_like, close, require, trains_to


def nets(train, seed):
    """Xw + b of 1000 new samples, and their labels."""
    rng = np.random.default_rng(500 + seed)
    scales = np.array([0.1, 1.0, 10.0, 1.0, 0.3])
    X = rng.normal(size=(1300, 5)) * scales
    # the bias is large enough that a model without one fails
    y = (X @ (rng.permutation([1.0, -2.0, 1.5, -1.0, 2.0]) / scales) + 1.5 > 0).astype(float)
    w, b = as_like(train(np.asfortranarray(X[:300]), y[:300].copy(), seed // 2), (scales, 0.0))
    return X[300:] @ w + b, y[300:]


@test_case(
    name="new samples",
    points=1.5,
    hidden=True,
    failure_message="Scale the features, or let the optimizer do it; use mini-batches.",
)
def test_hidden_accuracy(train):
    require(train, "train")

    def accuracy(seed):
        net, y = nets(train, seed)
        return float(np.mean((net > 0) == (y == 1)))

    trains_to(accuracy, seeds=range(5), threshold=0.93, at_least=4)


@test_case(
    name="sure where it is right",
    points=1,
    hidden=True,
    failure_message="Look at L after each epoch: is the rate too small, or too large?",
)
def test_hidden_likelihood(train):
    require(train, "train")

    def likelihood(seed):
        net, y = nets(train, seed)
        return float(np.exp(-np.mean(np.logaddexp(0, net) - y * net)))

    trains_to(likelihood, seeds=range(5), threshold=0.85, at_least=4)


@test_case(
    name="same seed, same model",
    points=0.5,
    hidden=True,
    failure_message="Draw all that is random from np.random.default_rng(seed).",
)
def test_hidden_seed(train):
    require(train, "train")
    (first, y), (again, _) = nets(train, 7), nets(train, 7)
    if np.shape(first) != y.shape or not np.any(first):
        raise CheckFailure("train: expected w of shape (5,) and a number b, not all of them 0")
    if not close(again, first, rtol=1e-5, atol=1e-5):
        raise CheckFailure("two trainings with the same seed and the same data give different models")
