"""Hidden tests of q3."""

from dataclasses import replace

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, require
from reference.linear.softmax import cross_entropy as reference_loss
from reference.linear.softmax import cross_entropy_grad as reference_grad
from reference.linear.softmax import softmax
from reference.misconceptions import misconceptions_of


def at_true(a, y):
    return a[np.arange(len(y)), y]


def plain_log_sum(logits, y):
    """log Σ exp with nothing subtracted."""
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - at_true(logits, y))


def global_maximum(logits, y):
    return plain_log_sum(logits - logits.max(), y)


def global_maximum_grad(logits, y):
    e = np.exp(logits - logits.max())
    return (e / e.sum(axis=1, keepdims=True) - np.eye(logits.shape[1], dtype=logits.dtype)[y]) / len(y)


def binary(logits, y):
    p, true = np.clip(softmax(logits), 1e-15, 1 - 1e-15), np.eye(logits.shape[1])[y]
    return -np.mean(np.sum(true * np.log(p) + (1 - true) * np.log(1 - p), axis=1))


def log2_of_sum(logits, y):
    top = logits.max(axis=1)
    return np.mean(top + np.log2(np.exp(logits - top[:, None]).sum(axis=1)) - at_true(logits, y))


(OVERFLOW,) = misconceptions_of(reference_loss, "T2.6/overflow")
(LOG2,) = misconceptions_of(reference_loss, "T2.6/log2")
EPSILONS = [10.0**-k for k in (6, 7, 8, 9, 10, 12, 15, 16, 20)]
GUARDS = [lambda p, e=e: p + e for e in EPSILONS] + [lambda p, e=e: np.clip(p, e, 1) for e in EPSILONS]
LOSS = (
    *misconceptions_of(reference_loss),
    replace(LOG2, mutant=log2_of_sum),
    Misconception(
        "T2.6/logits_alone",
        "The loss is −log of the true class's probability: where is the softmax?",
        lambda logits, y: -np.mean(at_true(logits, y)),
    ),
    Misconception(
        "T2.6/binary", "Only the true class has a term: log(1 − p) of the others belongs to yes/no questions.", binary
    ),
    replace(OVERFLOW, mutant=plain_log_sum),
    replace(OVERFLOW, mutant=global_maximum),
    *(
        Misconception(
            "T2.6/epsilon",
            "An ε, or a clip, in front of the logarithm changes small probabilities: compute the "
            "logarithm from the logits.",
            lambda z, y, how=how: np.mean(-np.log(how(at_true(softmax(z), y)))),
        )
        for how in GUARDS
    ),
    Misconception(
        "T2.6/log_of_softmax",
        "The probability of the true class may round to 0: compute its logarithm from the logits.",
        lambda logits, y: np.mean(-np.log(at_true(softmax(logits), y))),
    ),
)


def columns(logits, y):
    p = softmax(logits)
    p[:, y] -= 1
    return p / len(y)


GRAD = (
    *misconceptions_of(reference_grad),
    Misconception(
        "T2.6/logits_minus_true",
        "The gradient is the probabilities minus the truth, not the logits: where is the softmax?",
        lambda z, y: (z - np.eye(z.shape[1], dtype=z.dtype)[y]) / len(y),
    ),
    replace(OVERFLOW, mutant=global_maximum_grad),
    Misconception("T2.6/columns", "p[:, y] is whole columns; the entry of row i is p[i, y[i]].", columns),
)


def cases(*dtypes):
    rng = np.random.default_rng(31)
    made = [
        ((2 * rng.normal(size=(n, c))).astype(t), rng.integers(0, c, size=n))
        for n, c in ((5, 3), (2, 4), (7, 2), (3, 10))  # never one row: it would hide a missing 1/N
        for t in dtypes
    ]
    logits, y = np.asfortranarray(rng.normal(size=(4, 3)).astype(dtypes[0])), np.array([2, 0, 1, 1])
    logits.flags.writeable = y.flags.writeable = False
    return [*made, (logits, y)]


def confident():
    """Right and sure, wrong and sure, and all classes far down."""
    return [
        (np.array([[1000.0, 0.0, -5.0], [0.0, 800.0, 3.0]]), np.array([0, 1])),
        (np.array([[1000.0, 0.0, -5.0], [0.5, 0.0, 0.25]]), np.array([1, 2])),
        (np.array([[-1000.0, -1001.0, -999.0], [2.0, 1.0, 3.0]]), np.array([2, 0])),
    ]


@test_case(
    name="random logits",
    points=1,
    hidden=True,
    failure_message="Logits in, one softmax, one natural logarithm, the entry of the true class, the mean.",
)
def test_hidden_loss(cross_entropy):
    agree(cross_entropy, reference_loss, cases("float64", "float32"), mutants=LOSS)


@test_case(
    name="sure, right or wrong",
    points=0.5,
    hidden=True,
    failure_message="What does your loss say when the true class is 1000 below the best?",
)
def test_hidden_confident(cross_entropy):
    agree(cross_entropy, reference_loss, confident(), mutants=LOSS)


@test_case(
    name="gradients",
    points=1,
    hidden=True,
    failure_message="Do the rows of your gradient sum to 0? Do finite differences of your loss agree?",
)
def test_hidden_grad(cross_entropy_grad):
    agree(
        cross_entropy_grad,
        reference_grad,
        [*cases("float64", "float32"), *confident()],
        mutants=GRAD,
        check_dtype=False,
    )


@test_case(
    name="single precision stays single",
    points=0.5,
    hidden=True,
    failure_message="np.eye and np.zeros are float64 unless you say dtype=logits.dtype.",
)
def test_hidden_dtype(cross_entropy_grad):
    require(cross_entropy_grad, "cross_entropy_grad")
    agree(cross_entropy_grad, reference_grad, cases("float32"), mutants=GRAD, check_dtype=True)
