"""Hidden tests of q6: the result of training, over several data sets."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, as_like, close, require, trains_to


def data(seed):
    """(X, y) of 80 training, 80 validation and 1000 new samples; the last y has no noise."""
    rng = np.random.default_rng(900 + seed)
    scales = 10.0 ** rng.uniform(-2, 2, size=6)
    offset = 3 * scales * rng.normal(size=6)
    Z = rng.normal(size=(1160, 6))
    clean = 3 * np.abs(Z[:, 0]) + 2 * Z[:, 1] - Z[:, 2]
    X, y = Z * scales + offset, clean + 2 * rng.normal(size=1160)
    return (X[:80], y[:80]), (X[80:160], y[80:160]), (X[160:], clean[160:])


def predictions(train, seed):
    fitting, validation, (X, y) = data(seed)
    predict = train(*(a.copy() for a in (*fitting, *validation)), seed)
    if not callable(predict):
        raise CheckFailure("train must return a function that predicts")
    return as_like(predict(X.copy()), y, "the predictions"), y


@test_case(
    name="new samples", points=3, hidden=True, failure_message="Are new samples scaled, too? Are the best weights kept?"
)
def test_hidden_score(train):
    require(train, "train")

    def r2(seed):
        got, y = predictions(train, seed)
        return float(1 - np.mean((got - y) ** 2) / np.var(y))

    trains_to(r2, seeds=range(5), threshold=0.58, at_least=4)


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
        raise CheckFailure("two trainings with the same seed and the same data give different predictions")
