"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.neurons.perceptron import perceptron_predict as reference_predict


def of_sign(X, w, b, threshold="ge", labels="01"):
    return np.sign(X @ w + b) if labels == "pm1" else reference_predict(X, w, b, threshold, labels)


def less_a_half(X, w, b, threshold="ge", labels="01"):
    return reference_predict(X, w, b, threshold) - (0.5 if labels == "pm1" else 0.0)


MUTANTS = [
    *misconceptions_of(reference_predict),
    Misconception("T1.4/sign_of_net", "np.sign gives 0 at a net input of exactly 0, which is no label.", of_sign),
    Misconception("T1.4/half_labels", "From the answers 0 and 1 the labels −1 and 1 come as 2a − 1.", less_a_half),
]


def cases():
    rng = np.random.default_rng(5)
    found = []
    for threshold in ("ge", "gt"):
        for labels in ("01", "pm1"):
            for n, d, dtype in ((9, 2, "float64"), (13, 3, "float32"), (9, 2, "float64")):
                X, w = rng.integers(-2, 3, size=(n, d)), rng.integers(-1, 3, size=d)
                found.append((X.astype(dtype), w.astype(dtype), float(rng.integers(-1, 2)), threshold, labels))
    # nets of -2, 0 and 2; what is not given has the default of the header
    X, w = np.asfortranarray([[1.0, -1.0], [-2.0, 0.5], [0.0, 1.0]]), np.array([1.0, 2.0])
    found += [Case(X, w, 1.0), Case(X, w, 1.0, threshold="gt"), Case(X, w, 1.0, labels="pm1")]
    return found


@test_case(
    name="all four conventions",
    points=2,
    hidden=True,
    failure_message="Try net = 0 under both thresholds, with both label sets, and without either.",
)
def test_hidden_conventions(perceptron_predict):
    agree(perceptron_predict, reference_predict, cases(), mutants=MUTANTS)
