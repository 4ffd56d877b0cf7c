"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.rnn.elman import NAMES
from reference.rnn.lstm import lstm_cell as reference_cell
from reference.rnn.lstm import lstm_forward as reference_forward
from reference.rnn.lstm import lstm_param_count as reference_count


def overflowing(x, h, c, W_ih, W_hh, b_ih, b_hh):
    """The sigmoid as e^z / (1 + e^z)."""
    with np.errstate(over="ignore", invalid="ignore"):
        i, f, g, o = np.split(x @ W_ih.T + b_ih + h @ W_hh.T + b_hh, 4, axis=1)
        i, f, o = (np.exp(z) / (1 + np.exp(z)) for z in (i, f, o))
        c = f * c + i * np.tanh(g)
        return o * np.tanh(c), c


CELL = (
    *misconceptions_of(reference_cell),
    Misconception("T6.4/overflow", "e^1000 is ∞, and ∞/∞ is nan: write the sigmoid as 1/(1 + e^−z).", overflowing),
    Misconception("T6.4/c_first", "The hidden state h is returned first, then the cell c.",
                  lambda *args: reference_cell(*args)[::-1]),
)  # fmt: skip


def through_time(cell, X, state, params):
    """All steps with one kind of cell."""
    hidden = []
    for t in range(X.shape[1]):
        state = cell(X[:, t], *state, *(params[n] for n in NAMES))
        hidden.append(state[0])
    return np.stack(hidden, axis=1), tuple(state)


FORWARD = (
    *misconceptions_of(reference_forward),
    *(
        Misconception(m.key, m.message, lambda X, state, params, m=m: through_time(m.mutant, X, state, params))
        for m in CELL
    ),
)


def weights(rng, D, H, t, scale=1.0):
    shapes = (4 * H, D), (4 * H, H), (4 * H,), (4 * H,)
    return [(scale * (0.2 + rng.normal(size=s) / np.sqrt(H))).astype(t) for s in shapes]


def cells(sizes, seed):
    rng = np.random.default_rng(seed)
    for B, D, H in sizes:
        for t in ("float64", "float32"):
            x, h, c = (rng.normal(size=(B, n)).astype(t) for n in (D, H, H))
            yield x, np.tanh(h), 2 * c, *weights(rng, D, H, t)


@test_case(
    name="one step of random cells",
    points=1,
    hidden=True,
    failure_message="Which rows are which gate, which gate meets what, and where is tanh and where σ?",
)
def test_hidden_cell(lstm_cell):
    cases = list(cells([(5, 3, 4), (1, 2, 5), (4, 4, 4), (3, 1, 1), (5, 3, 4)], 51))
    cases.append(tuple(np.asfortranarray(a) for a in cases[0]))
    for array in cases[-1]:
        array.flags.writeable = False
    agree(lstm_cell, reference_cell, cases, mutants=CELL, check_dtype=False)


@test_case(
    name="gates driven far",
    points=0.5,
    hidden=True,
    failure_message="What is your σ(1000), and what is your σ(−1000)?",
)
def test_hidden_saturated(lstm_cell):
    rng = np.random.default_rng(52)
    cases = []
    for size in (1000.0, -1000.0):
        x, h, c = rng.normal(size=(4, 2)), np.tanh(rng.normal(size=(4, 3))), rng.normal(size=(4, 3))
        W_ih, W_hh, b_ih, b_hh = weights(rng, 2, 3, "float64")
        b_ih += size * rng.integers(-1, 2, size=12)
        cases.append((x, h, c, W_ih, W_hh, b_ih, b_hh))
    agree(lstm_cell, reference_cell, cases, mutants=CELL, check_dtype=False)


@test_case(
    name="whole sequences",
    points=1,
    hidden=True,
    failure_message="Two states go from step to step. In which order are they given?",
)
def test_hidden_forward(lstm_forward):
    rng, cases = np.random.default_rng(53), []
    for B, T, D, H in ((3, 5, 2, 4), (4, 4, 3, 3), (1, 6, 2, 2), (3, 1, 2, 4), (3, 5, 2, 4)):
        for t in ("float64", "float32"):
            X, h, c = (rng.normal(size=s).astype(t) for s in ((B, T, D), (B, H), (B, H)))
            cases.append((X, (np.tanh(h), 2 * c), dict(zip(NAMES, weights(rng, D, H, t), strict=True))))
    X, state, params = cases[0]
    columns = {name: np.asfortranarray(value) for name, value in params.items()}
    cases.append((np.asfortranarray(X), tuple(np.asfortranarray(s) for s in state), columns))
    agree(lstm_forward, reference_forward, cases, mutants=FORWARD, check_dtype=False)


@test_case(
    name="counts of other sizes",
    points=0.5,
    hidden=True,
    failure_message="Four blocks of rows, each with weights for the input, for the state, and one or two biases.",
)
def test_hidden_count(lstm_param_count):
    sizes = ((64, 128), (10, 3), (1, 1), (5, 20), (300, 7))
    cases = [*(Case(*s) for s in sizes), *(Case(*s, two_biases=False) for s in sizes), Case(4, 6, True)]
    agree(lstm_param_count, reference_count, cases, mutants=misconceptions_of(reference_count))
