"""Hidden tests of q5: the result of training, over several data sets."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import as_like, require, trains_to


@test_case(
    name="new points",
    points=2,
    hidden=True,
    failure_message="Average over many boundaries, or train longer and keep the best.",
)
def test_hidden_accuracy(learn):
    require(learn, "learn")

    def accuracy(seed):
        rng = np.random.default_rng(100 + seed)
        truth, offset = rng.normal(size=2), 0.4
        X = rng.normal(size=(1200, 2))
        y = (X @ truth + offset >= 0).astype(float)
        w, b = as_like(learn(X[:200].copy(), y[:200].copy(), seed), (truth, offset))
        return float(np.mean((X[200:] @ w + b >= 0) == (y[200:] == 1)))

    trains_to(accuracy, seeds=range(5), threshold=0.96, at_least=4)
