"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.linear.hinge import svm_loss_and_grad as reference_svm
from reference.misconceptions import misconceptions_of


def data_sum(W, b, X, y, delta, lam):
    loss, dW, db = reference_svm(W, b, X, y, delta, lam)
    return loss, len(y) * (dW - 2 * lam * W) + 2 * lam * W, db


def norm(W, b, X, y, delta, lam):
    loss, dW, db = reference_svm(W, b, X, y, delta, lam)
    return loss - lam * np.sum(W**2) + lam * np.sqrt(np.sum(W**2)), dW, db


def ge_indicator(W, b, X, y, delta, lam):
    loss, _, _ = reference_svm(W, b, X, y, delta, lam)
    scores, rows = X @ W.T + b, np.arange(len(y))
    G = (scores - scores[rows, y][:, None] + delta >= 0).astype(X.dtype) / len(y)
    G[rows, y] = 0
    G[rows, y] = -G.sum(axis=1)
    return loss, G.T @ X + 2 * lam * W, G.sum(axis=0)


MUTANTS = [
    Misconception("T2.3/ge_indicator", "At margin exactly 0 the sub-gradient used here is 0.", ge_indicator),
    *misconceptions_of(reference_svm),
    Misconception("T2.3/sum_dW", "The loss is a mean over the samples: so is its part of dW.", data_sum),
    Misconception("T2.4/norm_not_squared", "The penalty is the sum of squares, not its root.", norm),
]


def cases(lam):
    rng = np.random.default_rng(51)
    drawn = [
        (
            rng.normal(size=(c, d)).astype(t),
            rng.normal(size=c).astype(t),
            rng.normal(size=(n, d)).astype(t),
            rng.integers(0, c, n),
            delta,
            lam,
        )
        for n, d, c, delta in ((6, 4, 3, 1.0), (3, 2, 5, 2.5), (9, 7, 2, 0.5), (6, 4, 3, 1.0), (4, 4, 4, 7.0))
        for t in ("float64", "float32")
    ]
    W, b, X, y, *numbers = drawn[0]
    drawn.append((np.asfortranarray(W), b, np.asfortranarray(X), y, *numbers))
    # whole numbers, where many margins are exactly 0
    W, b, X = rng.integers(-1, 2, size=(3, 2)), rng.integers(-1, 2, size=3), rng.integers(-1, 2, size=(12, 2))
    return [*drawn, (W.astype(float), b.astype(float), X.astype(float), rng.integers(0, 3, 12), 1.0, lam)]


@test_case(name="without a penalty", points=2, hidden=True, failure_message="Is the gradient the gradient of the mean?")
def test_hidden_plain(svm_loss_and_grad):
    agree(svm_loss_and_grad, reference_svm, cases(0.0), mutants=MUTANTS)


@test_case(
    name="with a penalty",
    points=1,
    hidden=True,
    failure_message="Differentiate λ‖W‖² with respect to one weight.",
)
def test_hidden_penalty(svm_loss_and_grad):
    agree(svm_loss_and_grad, reference_svm, cases(0.25), mutants=MUTANTS)


@test_case(
    name="a penalty that rules",
    points=1,
    hidden=True,
    failure_message="With a large λ the penalty is nearly all of the loss and of dW: what are they for X = 0?",
)
def test_hidden_strong(svm_loss_and_grad):
    agree(svm_loss_and_grad, reference_svm, cases(20.0), mutants=MUTANTS)
