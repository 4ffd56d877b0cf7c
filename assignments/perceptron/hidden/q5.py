"""Hidden tests of q5: the result of training, over several data sets, and that the seed rules it."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, as_like, close, require, trains_to


def data(seed):
    """300 points, 15 of them with the wrong label, and 1000 new ones whose labels are right."""
    rng = np.random.default_rng(300 + seed)
    truth, offset = rng.normal(size=2), 0.4
    X = rng.normal(size=(1300, 2))
    y = (X @ truth + offset >= 0).astype(float)
    given = y[:300].copy()
    wrong = rng.permutation(300)[:15]
    given[wrong] = 1 - given[wrong]
    return np.asfortranarray(X[:300]), given, X[300:], y[300:]


def boundary(learn, X, y, seed):
    """(w, b) as floats, checked."""
    return as_like(learn(X, y, seed), (np.zeros(2), 0.0))


@test_case(
    name="new points",
    points=1.5,
    hidden=True,
    failure_message="Where is the boundary after the last wrong label? Average over many, or keep the best of many epochs.",
)
def test_hidden_accuracy(learn):
    require(learn, "learn")

    def accuracy(seed):
        X, y, new_X, new_y = data(seed)
        w, b = boundary(learn, X, y, seed // 2)
        return float(np.mean((new_X @ w + b >= 0) == (new_y == 1)))

    trains_to(accuracy, seeds=range(5), threshold=0.93, at_least=4)


@test_case(
    name="same seed, same line",
    points=0.5,
    hidden=True,
    failure_message="Draw all that is random from np.random.default_rng(seed).",
)
def test_hidden_seed(learn):
    require(learn, "learn")
    X, y, _, _ = data(7)
    first, again = boundary(learn, X.copy(), y.copy(), 7), boundary(learn, X.copy(), y.copy(), 7)
    if not np.any(first[0]):
        raise CheckFailure("learn: with w = 0 there is no boundary")
    if not all(close(a, b) for a, b in zip(first, again, strict=True)):
        raise CheckFailure("two trainings with the same seed and the same data give different lines")
