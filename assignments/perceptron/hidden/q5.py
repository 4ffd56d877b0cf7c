"""Hidden tests of q5: the result of training, over several data sets, and that the seed rules it."""

import functools

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, Symptom, as_like, close, require, trains_to


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

    @functools.cache
    def learned(seed):
        X, y, *_ = data(seed)
        return boundary(learn, X, y, seed // 2)

    def share(X, y, w, b):
        return float(np.mean((X @ w + b >= 0) == (y == 1)))

    def one_side(seed):
        w, b = learned(seed)
        return abs(np.mean(data(seed)[2] @ w + b >= 0) - 0.5) > 0.48

    symptoms = [
        Symptom("T1.4/other_way", "Your boundary points the other way: class 1 is where w·x + b ≥ 0.",
                lambda seed: accuracy(seed) < 0.3),
        Symptom("T1.3/no_bias", "Your b is 0, so the boundary passes through the origin.",
                lambda _: all(learned(seed)[1] == 0 for seed in range(5))),
        Symptom("T1.4/all_on_one_side", "Your boundary has nearly all points on one side: b is far too large for w.",
                one_side),
        Symptom("T1.4/one_boundary", "Your boundary gets fewer than 9 of 10 of the points right that it was given: "
                "keep the best of many, or average them.", lambda seed: share(*data(seed)[:2], *learned(seed)) < 0.9),
    ]  # fmt: skip

    def accuracy(seed):
        return share(*data(seed)[2:], *learned(seed))

    trains_to(accuracy, seeds=range(5), threshold=0.93, at_least=4, symptoms=symptoms)


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
        raise CheckFailure(said := "learn: with w = 0 there is no boundary", contract=said)
    if not all(close(a, b) for a, b in zip(first, again, strict=True)):
        said = "learn: two trainings with the same seed and the same data give different lines"
        raise CheckFailure(said, contract=said)
