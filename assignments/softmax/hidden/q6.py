"""Hidden tests of q6: the result of training, over several data sets."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, as_like, require, trains_to
from reference.linear.softmax import cross_entropy

C, N, D = 3, 45, 12  # 15 samples a class, 3 features that tell and 9 that do not


def draw(seed):
    """45 samples sorted by class, and 1000 new ones."""
    rng = np.random.default_rng(900 + seed)
    centres = np.zeros((C, D))
    centres[:, :3] = 2 * np.linalg.qr(rng.normal(size=(3, 3)))[0]
    order = rng.permutation(D)
    y, new_y = np.repeat(np.arange(C), N // C), rng.integers(0, C, size=1000)
    X, new_X = (centres[labels] + rng.normal(size=(len(labels), D)) for labels in (y, new_y))
    return X[:, order], y, new_X[:, order], new_y


def parameters(fitted):
    """W and b as float arrays of the right shapes."""
    W, b = as_like(fitted, (np.zeros((C, D)), np.zeros(C)), "fit_softmax")
    if not (np.all(np.isfinite(W)) and np.all(np.isfinite(b))):
        raise CheckFailure(said := "fit_softmax: the parameters are not finite", contract=said)
    return W, b


@test_case(
    name="new samples",
    points=2,
    hidden=True,
    failure_message="How sure is your model of samples that it has not seen? A larger λ makes it more careful.",
)
def test_hidden_new(fit_softmax):
    require(fit_softmax, "fit_softmax")

    def probability_of_truth(seed):
        X, y, new_X, new_y = draw(seed)
        W, b = parameters(fit_softmax(X, y, C, seed))
        return float(np.exp(-cross_entropy(new_X @ W.T + b, new_y)))

    trains_to(probability_of_truth, seeds=range(5), threshold=0.5, at_least=4)
