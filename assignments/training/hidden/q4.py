"""Hidden tests of q4. No p of 1/2: dividing by p would be right there."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, CheckFailure, agree, close, require
from reference.misconceptions import misconceptions_of
from reference.training.regularisers import dropout as reference_dropout
from reference.training.regularisers import dropout_backward as reference_backward

MUTANTS = misconceptions_of(reference_dropout)


def arrays(seed):
    """(values, mask, p) of several shapes and dtypes; every mask keeps a unit and drops one."""
    rng = np.random.default_rng(seed)
    found = []
    for shape, p in (((7,), 0.25), ((3, 5), 0.2), ((2, 3, 4), 0.75), ((2, 1), 0.4)):
        mask = rng.random(shape) >= p
        mask.flat[0], mask.flat[-1] = True, False
        found += [(rng.normal(size=shape).astype(t), mask, p) for t in ("float64", "float32")]
    x, mask, p = found[2]
    found.append((np.asfortranarray(x), np.asfortranarray(mask), p))
    found.append((x[::-1] + 1, mask[::-1, ::-1].copy(), p))  # the same shapes, other numbers
    for a in found[0][:2]:
        a.flags.writeable = False
    return found


@test_case(
    name="training", points=1, hidden=True, failure_message="Who survives, and what makes up for those who do not?"
)
def test_hidden_training(dropout):
    agree(dropout, reference_dropout, [Case(*a, train=True) for a in arrays(41)], mutants=MUTANTS)


@test_case(name="test time", points=0.5, hidden=True, failure_message="How many units work in the test?")
def test_hidden_test_time(dropout):
    require(dropout, "dropout")
    x, mask, p = arrays(42)[2]
    if close(dropout(x.copy(), mask.copy(), p, True), x):  # then the input is no answer to the test either
        raise CheckFailure("dropout returns x as it is in training, too: does it look at `train`?")
    agree(dropout, reference_dropout, [Case(*a, train=False) for a in arrays(42)], mutants=MUTANTS)


@test_case(
    name="the way back", points=1.5, hidden=True, failure_message="Each output depends on one input. With which factor?"
)
def test_hidden_backward(dropout_backward):
    agree(dropout_backward, reference_backward, arrays(43), mutants=misconceptions_of(reference_backward))
