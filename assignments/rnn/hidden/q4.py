"""Hidden tests of q4."""

from dataclasses import replace

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.rnn.bidirectional import bidirectional_rnn as reference
from reference.rnn.elman import NAMES

(SUMMED,) = misconceptions_of(reference, "T6.3/summed")


def summed_ends(X, fwd, bwd, lengths=None):
    H, h = reference(X, fwd, bwd, lengths)
    size = H.shape[2] // 2
    return H[:, :, :size] + H[:, :, size:], h


MISTAKES = (
    *misconceptions_of(reference),
    replace(SUMMED, mutant=summed_ends),
    Misconception("T6.3/backward_first", "The forward reader comes first, then the backward one.",
                  lambda X, fwd, bwd, lengths=None: swapped(*reference(X, fwd, bwd, lengths))),
    Misconception("T6.3/one_net", "Each reader has weights of its own.",
                  lambda X, fwd, bwd, lengths=None: reference(X, fwd, fwd, lengths)),
)  # fmt: skip


def swapped(H, h):
    size = H.shape[2] // 2
    return np.concatenate([H[:, :, size:], H[:, :, :size]], axis=2), h[::-1]


def reader(rng, D, H, t):
    shapes = (H, D), (H, H), (H,), (H,)
    return {n: (0.2 + rng.normal(size=s) / np.sqrt(H)).astype(t) for n, s in zip(NAMES, shapes, strict=True)}


def nets(sizes, seed):
    rng = np.random.default_rng(seed)
    for B, T, D, H in sizes:
        for t in ("float64", "float32"):
            yield rng.normal(size=(B, T, D)).astype(t), reader(rng, D, H, t), reader(rng, D, H, t)


@test_case(
    name="all equally long",
    points=1.5,
    hidden=True,
    failure_message="At step t both halves have just read x_t. Where does the backward reader end?",
)
def test_hidden_equal(bidirectional_rnn):
    cases = [Case(*net) for net in nets([(3, 5, 2, 4), (2, 4, 3, 3), (2, 6, 1, 2), (3, 5, 2, 4)], 41)]
    X, fwd, bwd = cases[0].args
    columns = ({name: np.asfortranarray(value) for name, value in p.items()} for p in (fwd, bwd))
    cases.append(Case(np.asfortranarray(X), *columns))
    cases[-1].args[0].flags.writeable = False
    cases.append(Case(X, fwd, bwd, lengths=np.array([5, 5, 5])))
    agree(bidirectional_rnn, reference, cases, mutants=MISTAKES, check_dtype=False)


@test_case(
    name="sequences of different lengths",
    points=1.5,
    hidden=True,
    failure_message="Put a large number into the padding: nothing that you return may move.",
)
def test_hidden_lengths(bidirectional_rnn):
    made = list(nets([(4, 6, 2, 3), (3, 5, 3, 4)], 42))
    lengths = (np.array([6, 3, 1, 4]), np.array([2, 5, 3]))
    cases = [Case(*net, lengths[i // 2]) for i, net in enumerate(made)]
    cases.append(Case(*made[0], lengths=lengths[0][::-1]))
    agree(bidirectional_rnn, reference, cases, mutants=MISTAKES, check_dtype=False)


@test_case(
    name="one sequence, one step, no step",
    points=0.5,
    hidden=True,
    failure_message="A batch of one, a sequence of length 1, one of length 0: what is there to reverse?",
)
def test_hidden_short(bidirectional_rnn):
    one, single, some = (net for i, net in enumerate(nets([(1, 4, 2, 3), (2, 1, 2, 3), (3, 4, 2, 3)], 43)) if not i % 2)
    cases = [Case(*one), Case(*one, np.array([2])), Case(*single), Case(*some, np.array([0, 4, 2]))]
    agree(bidirectional_rnn, reference, cases, mutants=MISTAKES, check_dtype=False)
