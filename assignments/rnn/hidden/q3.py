"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.rnn.jordan import jordan_rnn_forward as reference


def fed_back_after_tanh(X, y0, W_xh, W_yh, b_h, W_hy, b_y, mu=0.0):
    """The output goes through tanh, too."""
    s, y, hidden, outputs = 0, y0, [], []
    for t in range(X.shape[1]):
        s = y + mu * s
        hidden.append(np.tanh(X[:, t] @ W_xh.T + s @ W_yh.T + b_h))
        y = np.tanh(hidden[-1] @ W_hy.T + b_y)
        outputs.append(y)
    return np.stack(hidden, axis=1), np.stack(outputs, axis=1)


MISTAKES = (
    *misconceptions_of(reference),
    Misconception("T6.2/tanh_output", "The output is linear: tanh belongs to the hidden state.", fed_back_after_tanh),
)


def nets(sizes, seed):
    rng = np.random.default_rng(seed)
    for B, T, D, H, O in sizes:
        for t in ("float64", "float32"):
            shapes = (B, T, D), (B, O), (H, D), (H, O), (H,), (O, H), (O,)
            yield [(0.3 + rng.normal(size=s) / np.sqrt(s[-1])).astype(t) for s in shapes]


@test_case(
    name="the output comes back",
    points=1,
    hidden=True,
    failure_message="What does the network hear at step 1, and what at step 2?",
)
def test_hidden_plain(jordan_rnn_forward):
    cases = [Case(*net) for net in nets([(3, 5, 2, 4, 2), (2, 4, 3, 3, 3), (4, 6, 1, 5, 2), (3, 5, 2, 4, 2)], 31)]
    agree(jordan_rnn_forward, reference, cases, mutants=MISTAKES)


@test_case(
    name="a context that fades",
    points=1,
    hidden=True,
    failure_message="Write down s₁, s₂ and s₃ by hand: what is multiplied by μ, and how often?",
)
def test_hidden_mu(jordan_rnn_forward):
    made = list(nets([(3, 5, 2, 4, 2), (2, 6, 3, 3, 3)], 32))
    cases = [Case(*net, mu) for net in made for mu in (0.5, -0.7)] + [Case(*made[0], mu=1.0), Case(*made[0])]
    cases.append(Case(*(np.asfortranarray(a) for a in made[0]), mu=0.25))
    for array in cases[-1].args:
        array.flags.writeable = False
    agree(jordan_rnn_forward, reference, cases, mutants=MISTAKES)


@test_case(
    name="one sequence, one step",
    points=0.5,
    hidden=True,
    failure_message="Does your code need more than one sequence in the batch, or more than one step?",
)
def test_hidden_single(jordan_rnn_forward):
    made = nets([(1, 4, 2, 3, 2), (3, 1, 2, 4, 3), (1, 1, 1, 1, 1)], 33)
    agree(jordan_rnn_forward, reference, [Case(*net, mu=0.5) for net in made], mutants=MISTAKES)
