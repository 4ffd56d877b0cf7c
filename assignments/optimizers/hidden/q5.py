"""Hidden tests of q5: the result of training, over several data sets."""

import functools

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, Symptom, as_like, close, require, trains_to


def data(seed, D=5):
    """1300 samples, and their labels."""
    rng = np.random.default_rng(500 + seed)
    scales = np.array([0.1, 1.0, 10.0, 1.0, 0.3])[:D]
    X = rng.normal(size=(1300, D)) * scales
    # the bias is large enough that a model without one fails
    y = (X @ (rng.permutation([1.0, -2.0, 1.5, -1.0, 2.0])[:D] / scales) + 1.5 > 0).astype(float)
    return X, y


def model(train, seed, D=5):
    X, y = data(seed, D)
    return as_like(train(np.asfortranarray(X[:300]), y[:300].copy(), seed // 2), (np.zeros(D), 0.0), "train")


def nets(train, seed, D=5):
    """Xw + b of 1000 new samples, and their labels."""
    X, y = data(seed, D)
    w, b = model(train, seed, D)
    return X[300:] @ w + b, y[300:]


def likelihood_of(net, y):
    return float(np.exp(-np.mean(np.logaddexp(0, net) - y * net)))


def right(net, y):
    return float(np.mean((net > 0) == (y == 1)))


def symptoms(trained):
    """What a model shows of the way it was trained; `trained`: seed → (w, b)."""

    def as_scaled(seed):  # what the model would be if it belonged to the features of mean 0 and deviation 1
        (X, y), (w, b) = data(seed), trained(seed)
        Z, only_divided = (X[300:] - X[:300].mean(axis=0)) / X[:300].std(axis=0), X[300:] / X[:300].std(axis=0)
        return max(right(Z @ w + b, y[300:]), right(only_divided @ w + b, y[300:])) >= 0.93

    def seen(of):
        def holds(seed):
            (X, y), (w, b) = data(seed), trained(seed)
            return of(X[300:] @ w + b, y[300:])

        return holds

    def too_sure(net, y):
        return np.mean(1 / (1 + np.exp(-np.minimum(np.abs(net), 50)))) > right(net, y) + 0.01 and right(net, y) > 0.85

    return [
        Symptom("T4.1/ascent", "With all signs turned your model would be better: does it walk uphill?",
                lambda _: np.mean([seen(right)(seed) for seed in range(5)]) < 0.45),
        Symptom("T4.5/scaled_weights", "Your w and b belong to scaled features: they are to be used with X as it was given.",
                as_scaled),
        Symptom("T4.1/no_bias", "Your b is 0: it has a gradient, too, the mean of p − y.", lambda _: all(trained(seed)[1] == 0 for seed in range(5))),
        Symptom("T4.1/hardly_moved", "All your probabilities lie near ½: the weights have hardly moved. Is the rate too "
                "small, or are the steps too few?", seen(lambda net, y: np.mean(np.abs(np.tanh(net / 2)) / 2) < 0.25)),
        Symptom("T4.1/too_sure", "Your model is surer than it is right: the weights are too large. Is the rate too large, "
                "or p no probability?", seen(too_sure)),
    ]  # fmt: skip


def check(train, score, threshold):
    require(train, "train")

    @functools.cache
    def trained(seed):
        return model(train, seed)

    def run(seed):
        (X, y), (w, b) = data(seed), trained(seed)
        return score(X[300:] @ w + b, y[300:])

    trains_to(run, seeds=range(5), threshold=threshold, at_least=4, symptoms=symptoms(trained))


@test_case(
    name="new samples",
    points=1.5,
    hidden=True,
    failure_message="Scale the features, or let the optimizer do it; use mini-batches.",
)
def test_hidden_accuracy(train):
    check(train, right, 0.93)


@test_case(
    name="sure where it is right",
    points=1,
    hidden=True,
    failure_message="Look at L after each epoch: is the rate too small, or too large?",
)
def test_hidden_likelihood(train):
    check(train, likelihood_of, 0.85)


@test_case(
    name="same seed, same model",
    points=0.5,
    hidden=True,
    failure_message="Draw all that is random from np.random.default_rng(seed).",
)
def test_hidden_seed(train):
    require(train, "train")
    for D in (5, 3):
        (first, y), (again, _) = nets(train, 7, D), nets(train, 7, D)
        if np.shape(first) != y.shape or not np.any(first):
            raise CheckFailure(said := "train: expected w and b that are not 0 throughout", contract=said)
        if not close(again, first, rtol=1e-5, atol=1e-5):
            said = "train: two trainings with the same seed and the same data give different models"
            raise CheckFailure(said, contract=said)
