"""Hidden tests of q6: the result of training, over several data sets."""

import functools

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, Symptom, as_like, close, require, trains_to


def data(seed):
    """(X, y) of 80 training, 80 validation and 1000 new samples; the last y has no noise."""
    rng = np.random.default_rng(900 + seed)
    scales = 10.0 ** rng.uniform(-2, 2, size=6)
    offset = 3 * scales * rng.normal(size=6)
    Z = rng.normal(size=(1160, 6))
    clean = 3 * np.abs(Z[:, 0]) + 2 * Z[:, 1] - Z[:, 2]
    X, y = Z * scales + offset, clean + 2 * rng.normal(size=1160)
    return (X[:80], y[:80]), (X[80:160], y[80:160]), (X[160:], clean[160:])


def trained(train, fitting, validation, seed):
    """The function that a training returns."""
    predict = train(*(np.asfortranarray(a) for a in (*fitting, *validation)), seed)
    if not callable(predict):
        raise CheckFailure(said := "train must return a function that predicts", contract=said)
    return predict


def predictions(train, seed):
    fitting, validation, (X, y) = data(seed)
    return as_like(trained(train, fitting, validation, seed // 2 + 5)(X.copy()), y, "the predictions"), y


@test_case(
    name="new samples", points=2, hidden=True, failure_message="Are new samples scaled, too? Are the best weights kept?"
)
def test_hidden_score(train):
    require(train, "train")

    @functools.cache
    def model(seed):
        fitting, validation, _ = data(seed)
        return trained(train, fitting, validation, seed // 2 + 5)

    def r2_of(got, y):
        return float(1 - np.mean((got - y) ** 2) / np.var(y))

    def said_of(seed, X, y):
        return as_like(model(seed)(X.copy()), y, "the predictions")

    def r2(seed):
        X, y = data(seed)[2]
        return r2_of(said_of(seed, X, y), y)

    def constant(seed):
        return np.std(said_of(seed, *data(seed)[2])) < 1e-9

    def units(seed):
        (_, own), _, (X, y) = data(seed)
        got = said_of(seed, X, y)
        return max(r2_of(got * own.std() + own.mean(), y), r2_of(got + own.mean(), y)) >= 0.4

    def unscaled(seed):
        (own, _), _, (X, y) = data(seed)
        return r2_of(said_of(seed, (X - own.mean(axis=0)) / own.std(axis=0), y), y) >= 0.5

    def by_heart(seed):
        X, y = data(seed)[0]
        own = r2_of(said_of(seed, X, y), y)
        return own > 0.6 and own > r2(seed) + 0.25

    symptoms = [
        Symptom("T4.5/dead_start", "Your network gives the same prediction for every sample: with weights that start "
                "equal, or at 0, the hidden units learn nothing.", constant),
        Symptom("T4.5/scaled_y", "Your predictions are in the units of a scaled y: take the scaling back.", units),
        Symptom("T4.5/predict_unscaled", "`predict` has to scale new samples with the numbers of the training data.",
                unscaled),
        Symptom("T4.6/by_heart", "Your network is far better on its training samples than on new ones: are the weights of "
                "the epoch with the least validation loss returned, and nothing that came later?", by_heart),
    ]  # fmt: skip
    trains_to(r2, seeds=range(5), threshold=0.58, at_least=4, symptoms=symptoms)


@test_case(
    name="same seed, same model",
    points=0.5,
    hidden=True,
    failure_message="Draw weights and shuffles from np.random.default_rng(seed).",
)
def test_hidden_seed(train):
    require(train, "train")
    first, _ = predictions(train, 7)
    again, _ = predictions(train, 7)
    if not close(again, first, rtol=1e-5, atol=1e-5):
        said = "train: two trainings with the same seed and the same data give different predictions"
        raise CheckFailure(said, contract=said)


@test_case(
    name="alone or with others",
    points=0.5,
    hidden=True,
    failure_message="With which mean and which deviation does predict scale a single sample?",
)
def test_hidden_alone(train):
    require(train, "train")
    fitting, validation, (X, _) = data(8)
    predict = trained(train, fitting, validation, 8)
    together = np.asarray(predict(X[:20].copy()), dtype=float)
    if together.shape != (20,) or np.ptp(together) == 0:
        said = "20 samples need predictions of shape (20,), and not all of them the same"
        raise CheckFailure(said, contract=said)
    alone = [np.asarray(predict(X[i : i + 1].copy()), dtype=float).ravel() for i in range(5)]
    if not close(np.concatenate(alone), together[:5], rtol=1e-5, atol=1e-5):
        said = "train: the prediction for a sample depends on the samples that come with it"
        raise CheckFailure(said, contract=said)


@test_case(
    name="validation data stay apart",
    points=0.5,
    hidden=True,
    failure_message="What are the validation data for? Which arrays do your gradients and your means see?",
)
def test_hidden_apart(train):
    require(train, "train")
    fitting, (X_val, y_val), (X, y) = data(9)
    predict = trained(train, fitting, (X_val, y_val + 1000), 9)
    got = np.asarray(predict(X.copy()), dtype=float)
    if got.shape != y.shape or np.ptp(got) == 0:
        said = "1000 samples need predictions of shape (1000,), and not all of them the same"
        raise CheckFailure(said, contract=said)
    if not abs(np.mean(got) - np.mean(y)) < 100:
        said = "train: the predictions follow y_val: with 1000 more in every y_val they are far off"
        raise CheckFailure(said, contract=said)
    # far from all other samples: with its mean or deviation, those of the training data would shrink to one point
    predict = trained(train, fitting, (X_val + 1e6 * fitting[0].std(axis=0), y_val), 9)
    if np.std(as_like(predict(X.copy()), y, "the predictions")) < 1e-3 * np.std(y):
        said = "train: a mean or deviation that you scale with follows X_val"
        raise CheckFailure(said, contract=said)
