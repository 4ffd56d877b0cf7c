"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, require
from reference.misconceptions import misconceptions_of
from reference.rnn.elman import NAMES
from reference.rnn.elman import rnn_cell as reference_cell
from reference.rnn.elman import rnn_forward as reference_forward


def through_time(cell, X, h0, params):
    """All steps with one kind of cell."""
    h, states = h0, []
    for t in range(X.shape[1]):
        h = cell(X[:, t], h, *(params[n] for n in NAMES))
        states.append(h)
    return (np.stack(states, axis=1) if states else np.zeros((*X.shape[:2], h0.shape[1]), X.dtype)), h


CELL = misconceptions_of(reference_cell)
FORWARD = (
    *misconceptions_of(reference_forward),
    *(Misconception(m.key, m.message, lambda X, h0, params, m=m: through_time(m.mutant, X, h0, params)) for m in CELL),
)

# what takes another axis for time, or no step for one, fails short sequences in its own way
SHORT = [m for m in FORWARD if m.key not in ("T6.1/time_first", "T6.1/first_state")]


def weights(rng, D, H, t="float64"):
    """W_ih, W_hh, b_ih, b_hh: no bias is 0, and states stay off the ends of tanh."""
    shapes = (H, D), (H, H), (H,), (H,)
    return [(0.2 + rng.normal(size=s) / np.sqrt(H)).astype(t) for s in shapes]


def steps(sizes):
    rng = np.random.default_rng(11)
    for B, D, H in sizes:
        for t in ("float64", "float32"):
            x, h = rng.normal(size=(B, D)).astype(t), rng.uniform(-1, 1, size=(B, H)).astype(t)
            yield x, h, *weights(rng, D, H, t)


def sequences(sizes, dtypes=("float64", "float32")):
    rng = np.random.default_rng(12)
    for B, T, D, H in sizes:
        for t in dtypes:
            X, h0 = rng.normal(size=(B, T, D)).astype(t), rng.uniform(-1, 1, size=(B, H)).astype(t)
            yield X, h0, dict(zip(NAMES, weights(rng, D, H, t), strict=True))


@test_case(
    name="one step of random nets",
    points=1,
    hidden=True,
    failure_message="Two products, two biases, one tanh: is each of them there, and which way round is W_hh?",
)
def test_hidden_cell(rnn_cell):
    cases = list(steps([(5, 3, 4), (1, 2, 5), (4, 4, 4), (3, 1, 2), (2, 3, 1), (5, 3, 4)]))
    cases.append(tuple(np.asfortranarray(a) for a in cases[0]))
    for array in cases[-1]:
        array.flags.writeable = False
    agree(rnn_cell, reference_cell, cases, mutants=CELL)


@test_case(
    name="whole sequences",
    points=1,
    hidden=True,
    failure_message="Which axis is time? Where does step 1 start, and where step 2?",
)
def test_hidden_forward(rnn_forward):
    cases = list(sequences([(3, 5, 2, 4), (4, 4, 3, 3), (2, 7, 1, 5), (3, 5, 2, 4)]))
    X, h0, params = cases[0]
    cases.append((np.asfortranarray(X), np.asfortranarray(h0), {k: np.asfortranarray(v) for k, v in params.items()}))
    cases.append((X, h0 * 0, params))
    agree(rnn_forward, reference_forward, cases, mutants=FORWARD)


@test_case(
    name="one sequence, one step",
    points=0.5,
    hidden=True,
    failure_message="Does your code need more than one sequence in the batch, or more than one step?",
)
def test_hidden_single(rnn_forward):
    agree(rnn_forward, reference_forward, sequences([(1, 4, 2, 3), (3, 1, 2, 4), (1, 1, 1, 2)]), mutants=SHORT)


@test_case(
    name="no step at all, and single precision",
    points=0.5,
    hidden=True,
    failure_message="With T = 0 there is nothing to stack. And which dtype has the array that you collect the states in?",
)
def test_hidden_empty(rnn_forward):
    require(rnn_forward, "rnn_forward")
    cases = sequences([(3, 4, 2, 5), (2, 0, 3, 4), (4, 0, 2, 3)], dtypes=("float32",))
    agree(rnn_forward, reference_forward, cases, mutants=SHORT, check_dtype=True)
