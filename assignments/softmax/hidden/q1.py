"""Hidden tests of q1."""

from dataclasses import replace

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, raises
from reference.linear.regression import lq_grad as reference_grad
from reference.linear.regression import lq_loss as reference_loss
from reference.linear.regression import mse_loss as reference_mse
from reference.misconceptions import misconceptions_of


def lq_root(s, y, q):
    """The root of order q instead of the square root."""
    return reference_loss(s, y, q) ** (1 / q)


def lq_root_each(s, y, q):
    """The mean of each sample's q-norm."""
    return np.mean(reference_loss(s, y, q, "none") ** (1 / q))


(RMSE,) = misconceptions_of(reference_loss, "T2.5/rmse")
LOSS = (*misconceptions_of(reference_loss), replace(RMSE, mutant=lq_root), replace(RMSE, mutant=lq_root_each))
GRAD = (
    Misconception("T2.5/power", "The slope of |e|^q is q·|e|^(q − 1): the exponent falls by one.",
                  lambda s, y, q: q * np.abs(s - y) ** q * np.sign(s - y) / len(s)),
    *misconceptions_of(reference_grad),
    Misconception("T2.5/no_sign", "The slope of |s − y| has the sign of s − y.",
                  lambda s, y, q: q * np.abs(s - y) ** (q - 1) / len(s)),
)  # fmt: skip


def pairs():
    """s and y of one, two and more outputs: with two, dividing by 2 and by the outputs look the same."""
    rng = np.random.default_rng(11)
    for n, c in ((5, 3), (7, 1), (3, 2), (2, 5), (5, 3), (7, 1)):
        for dtype in ("float64", "float32"):
            s, y = (2 * rng.normal(size=(n, c))).astype(dtype), rng.normal(size=(n, c)).astype(dtype)
            s[0, 0] = y[0, 0]  # one error is exactly 0
            yield s, y
    s, y = np.asfortranarray(rng.normal(size=(4, 3))), rng.normal(size=(4, 3))
    s.flags.writeable = y.flags.writeable = False
    yield s, y


def cases(*powers):
    return [(s, y, q) for s, y in pairs() for q in powers]


@test_case(
    name="powers of random errors",
    points=0.5,
    hidden=True,
    failure_message="What is summed, what is averaged, and what if s − y is negative?",
)
def test_hidden_loss(lq_loss):
    several = [case for case in cases(1, 2, 3, 1.5) if case[0].shape[1] > 1]
    agree(lq_loss, reference_loss, several, mutants=LOSS)


@test_case(
    name="powers of a single output",
    points=0.5,
    hidden=True,
    failure_message="One output a sample: nothing is left to sum but the samples. Which power, which root, which constant?",
)
def test_hidden_single(lq_loss):
    single = [case for case in cases(1, 2, 3, 1.5) if case[0].shape[1] == 1]
    agree(lq_loss, reference_loss, single, mutants=LOSS)


@test_case(
    name="slopes of random errors",
    points=1,
    hidden=True,
    failure_message="Compare with finite differences of your lq_loss, also where s − y is negative or 0.",
)
def test_hidden_grad(lq_grad):
    agree(lq_grad, reference_grad, cases(2, 3, 1.5), mutants=GRAD, check_dtype=False)


@test_case(
    name="slopes for q = 1, and at the kink",
    points=0.5,
    hidden=True,
    failure_message="For q = 1 only the direction of an error counts, not its size; and an error of exactly 0?",
)
def test_hidden_kink(lq_grad):
    agree(lq_grad, reference_grad, cases(1), mutants=GRAD, check_dtype=False)


def check_forms(mse_loss, inputs):
    forms = [(s, y, form) for s, y in inputs for form in ("mean", "half_sum", "half_mean")]
    agree(mse_loss, reference_mse, forms, mutants=misconceptions_of(reference_mse))


@test_case(
    name="constants of three lectures",
    points=0.5,
    hidden=True,
    failure_message="Put your constants beside the table: N counts samples, not entries.",
)
def test_hidden_mse(mse_loss):
    check_forms(mse_loss, pairs())


@test_case(
    name="the same constants for vectors",
    points=0.5,
    hidden=True,
    failure_message="Which of the three forms has a ½, and which divides by N?",
)
def test_hidden_vectors(mse_loss):
    rng = np.random.default_rng(12)
    check_forms(mse_loss, [(rng.normal(size=n), rng.normal(size=n)) for n in (1, 4, 9, 4)])


@test_case(
    name="a row against a column",
    points=0.5,
    hidden=True,
    failure_message="Compare the shapes before you subtract, and raise ValueError.",
)
def test_hidden_shapes(mse_loss):
    for form in ("mean", "half_mean"):
        raises(ValueError, mse_loss, np.arange(4.0), np.arange(4.0)[:, None], form, name="mse_loss")
        raises(ValueError, mse_loss, np.ones((3, 2)), np.ones((1, 2)), form, name="mse_loss")
