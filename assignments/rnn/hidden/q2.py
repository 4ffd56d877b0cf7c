"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.rnn.elman import NAMES, rnn_forward
from reference.rnn.elman import rnn_backward as reference_backward
from reference.rnn.elman import truncated_bptt as reference_truncated


def mean_of_batch(cache, dH):
    dX, dh0, *shared = reference_backward(cache, dH)
    return (dX, dh0, *(g / len(dH) for g in shared))


def loss_at_the_end(cache, dH):
    last = np.zeros_like(dH)
    last[:, -1:] = dH[:, -1:]
    return reference_backward(cache, last)


BACKWARD = (
    *misconceptions_of(reference_backward),
    Misconception("T6.1/mean_of_batch", "dH holds the derivatives already: add over the batch, do not average.",
                  mean_of_batch),
    Misconception("T6.1/loss_at_the_end", "Every state may have a derivative of its own: add dH at each step.",
                  loss_at_the_end),
)  # fmt: skip
TRUNCATED = (
    *misconceptions_of(reference_truncated),
    Misconception("T6.1/cut_from_the_end", "The pieces are counted from step 1, not from the last step.",
                  lambda cache, dH, k: cut_from_the_end(cache, dH, k)),
    *(
        Misconception(m.key, m.message, lambda cache, dH, k, m=m: in_pieces(m.mutant, cache, dH, k))
        for m in misconceptions_of(reference_backward)
    ),
)  # fmt: skip


def in_pieces(backward, cache, dH, k):
    """Each piece of k steps by itself: what truncation is."""
    X, h0, H, W_ih, W_hh = cache
    parts = []
    for start in range(0, X.shape[1], k):
        piece = slice(start, start + k)
        before = H[:, start - 1] if start else h0
        parts.append(backward(type(cache)(X[:, piece], before, H[:, piece], W_ih, W_hh), dH[:, piece]))
    dX = np.concatenate([part[0] for part in parts], axis=1)
    return dX, parts[0][1], *(sum(part[i] for part in parts) for i in range(2, 6))


def cut_from_the_end(cache, dH, k):
    X, h0, H, W_ih, W_hh = cache
    first = X.shape[1] % k or k
    before = reference_backward(type(cache)(X[:, :first], h0, H[:, :first], W_ih, W_hh), dH[:, :first])
    if first >= X.shape[1]:
        return before
    after = reference_truncated(type(cache)(X[:, first:], H[:, first - 1], H[:, first:], W_ih, W_hh), dH[:, first:], k)
    dX = np.concatenate([before[0], after[0]], axis=1)
    return dX, before[1], *(before[i] + after[i] for i in range(2, 6))


def runs(sizes, seed=21):
    """The cache of a random net and random derivatives by all states."""
    rng = np.random.default_rng(seed)
    for B, T, D, H in sizes:
        for t in ("float64", "float32"):
            shapes = (H, D), (H, H), (H,), (H,)
            params = {n: (rng.normal(size=s) / np.sqrt(H)).astype(t) for n, s in zip(NAMES, shapes, strict=True)}
            X, h0 = rng.normal(size=(B, T, D)).astype(t), rng.uniform(-1, 1, size=(B, H)).astype(t)
            _, cache = rnn_forward(X, h0, params, return_cache=True)
            yield cache, rng.normal(size=(B, T, H)).astype(t)


def in_columns(cache, dH):
    """The same numbers, stored the other way round, and protected."""
    arrays = [np.asfortranarray(a) for a in (*cache, dH)]
    for a in arrays:
        a.flags.writeable = False
    return type(cache)(*arrays[:-1]), arrays[-1]


@test_case(
    name="gradients through time",
    points=2,
    hidden=True,
    failure_message="Compare with differences of a loss, one variable after the other: which of the six is wrong?",
)
def test_hidden_backward(rnn_backward):
    cases = list(runs([(3, 5, 2, 4), (4, 4, 3, 3), (2, 6, 1, 5), (3, 5, 2, 4)]))
    agree(rnn_backward, reference_backward, [*cases, in_columns(*cases[0])], mutants=BACKWARD)


@test_case(
    name="one sequence, one step, no step",
    points=0.5,
    hidden=True,
    failure_message="One step has no step behind it, and what is before it is h0. And without a step?",
)
def test_hidden_short(rnn_backward):
    agree(rnn_backward, reference_backward, runs([(1, 4, 2, 3), (3, 1, 2, 4), (2, 0, 3, 4)]), mutants=BACKWARD)


@test_case(
    name="gradients with cuts",
    points=2,
    hidden=True,
    failure_message="Behind which steps is a cut, counted from step 1? And do the losses of all steps count?",
)
def test_hidden_truncated(truncated_bptt):
    cases = [(*run, k) for run in runs([(3, 7, 2, 4), (2, 6, 3, 3)], seed=22) for k in (2, 3, 5)]
    cases.append((*in_columns(*cases[0][:2]), 4))
    agree(truncated_bptt, reference_truncated, cases, mutants=TRUNCATED)


@test_case(
    name="a cut behind every step, and none",
    points=0.5,
    hidden=True,
    failure_message="With k = 1 no step hears from the next; with k ≥ T nothing is cut.",
)
def test_hidden_extremes(truncated_bptt):
    cases = [(*run, k) for run in runs([(2, 5, 2, 3)], seed=23) for k in (1, 5, 9)]
    cases += [(*run, 2) for run in runs([(2, 0, 2, 3)], seed=24)]
    agree(truncated_bptt, reference_truncated, cases, mutants=misconceptions_of(reference_truncated))
