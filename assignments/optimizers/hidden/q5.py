"""Hidden tests of q5: the result of training, over several data sets."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import require, trains_to


@test_case(name="new samples", points=3, hidden=True, failure_message="Scale the features, or let the optimizer do it; use mini-batches.")
def test_hidden_accuracy(train):
    require(train, "train")

    def accuracy(seed):
        rng = np.random.default_rng(500 + seed)
        scales = np.array([0.1, 1.0, 10.0, 1.0, 0.3])
        X = rng.normal(size=(1300, 5)) * scales
        y = (X @ (rng.permutation([1.0, -2.0, 1.5, -1.0, 2.0]) / scales) + 0.3 > 0).astype(float)
        w, b = train(X[:300].copy(), y[:300].copy(), seed)
        w, b = np.asarray(w, dtype=float), float(b)
        return float(np.mean((X[300:] @ w + b > 0) == (y[300:] == 1)))

    trains_to(accuracy, seeds=range(5), threshold=0.93, at_least=4)
