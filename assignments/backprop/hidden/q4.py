"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, as_like
from reference.misconceptions import misconceptions_of
from reference.mlp.networks import backprop_step


def one_by_one(x, y, Wh, Wo, eta):
    for i in range(len(x)):
        Wh, Wo = backprop_step(x[i : i + 1], y[i : i + 1], Wh, Wo, eta)
    return Wh, Wo


MUTANTS = [
    *misconceptions_of(backprop_step),
    Misconception("T3.4/online", "One step for the whole batch, with all deltas at the same weights.", one_by_one),
]


def cases(sizes):
    rng = np.random.default_rng(5)
    drawn = [
        (
            rng.normal(size=(n, d)).astype(t),
            rng.random((n, c)).astype(t),
            rng.normal(size=(h, d)).astype(t),
            rng.normal(size=(c, h)).astype(t),
            eta,
        )
        for (n, d, h, c), eta in zip((*sizes, sizes[0]), (0.7, 0.25, 0.7), strict=True)
        for t in ("float64", "float32")
    ]
    x, y, Wh, Wo, eta = drawn[0]
    return [*drawn, (*map(np.asfortranarray, (x, y, Wh, Wo)), eta)]


@test_case(name="one sample", points=1, hidden=True, failure_message="Which weights did you use for the hidden deltas?")
def test_hidden_one(train_step):
    agree(train_step, backprop_step, cases([(1, 3, 4, 2), (1, 2, 3, 5)]), mutants=MUTANTS, name="train_step")


@test_case(
    name="batches",
    points=1,
    hidden=True,
    failure_message="Is the gradient of a batch the sum or the mean here?",
)
def test_hidden_batches(train_step):
    agree(train_step, backprop_step, cases([(5, 3, 4, 2), (7, 2, 3, 1)]), mutants=MUTANTS, name="train_step")


def train(step, x, y, Wh, Wo, eta):
    """The weights after each of four steps."""
    path = []
    for _ in range(4):
        Wh, Wo = as_like(step(x, y, Wh, Wo, eta), (Wh, Wo))
        path.append((Wh, Wo))
    return path


@test_case(
    name="four steps in a row",
    points=1,
    hidden=True,
    failure_message="Train for some steps and plot the loss: does it fall, and as fast as the formula says?",
)
def test_hidden_train(train_step):
    student = None if train_step is None else lambda *case: train(train_step, *case)
    mutants = [m.through(train) for m in MUTANTS]
    batches = [case for case in cases([(6, 3, 4, 2), (3, 2, 5, 1)]) if case[0].dtype == "float64"]
    agree(student, lambda *case: train(backprop_step, *case), batches, mutants=mutants, name="train_step")
