"""Hidden tests of q5."""

from dataclasses import replace

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, Misconception, agree, require
from reference.linear.model_selection import Fold
from reference.linear.model_selection import kfold_indices as reference_folds
from reference.linear.model_selection import select_model as reference_select
from reference.misconceptions import misconceptions_of


def drive(folds, n, k, perm):
    """The folds with each part sorted: the order inside a part does not matter."""
    return [Fold(indices(train), indices(val)) for train, val in folds(n, k, perm)]


def indices(part):
    part = np.asarray(part)
    if part.dtype.kind not in "iu" or part.ndim != 1:
        raise CheckFailure("kfold_indices: train and val are to index samples: arrays of one axis and an integer dtype")
    return np.sort(part)


def stretches(bounds):
    """Folds from a list of (start, stop); the rest of perm trains."""
    return lambda n, k, perm: [
        (np.delete(perm, np.arange(start, stop)), perm[start:stop]) for start, stop in bounds(n, k)
    ]


def strided(n, k, perm):
    return [(np.delete(perm, np.arange(i, n, k)), perm[i::k]) for i in range(k)]


REMAINDER, DROPS = misconceptions_of(reference_folds, "T2.8/remainder_last", "T2.8/drops_rest")
FOLDS = [
    m.through(drive)
    for m in (
        *misconceptions_of(reference_folds),
        replace(
            REMAINDER,
            key="T2.8/strided",
            mutant=strided,
            message="A fold is a stretch of perm, not every k-th of its entries.",
        ),
        replace(
            REMAINDER,
            mutant=stretches(lambda n, k: [(i * (n // k), (i + 1) * (n // k) if i < k - 1 else n) for i in range(k)]),
        ),
        replace(DROPS, mutant=stretches(lambda n, k: [(i * (n // k), (i + 1) * (n // k)) for i in range(k)])),
    )
]


def check(kfold_indices, sizes):
    require(kfold_indices, "kfold_indices")
    rng = np.random.default_rng(51)
    cases = [(n, k, rng.permutation(n)) for n, k in sizes]
    agree(
        lambda *a: drive(kfold_indices, *a),
        lambda *a: drive(reference_folds, *a),
        cases,
        mutants=FOLDS,
        name="kfold_indices",
    )


@test_case(
    name="every sample is kept out once",
    points=1.5,
    hidden=True,
    failure_message="Which samples does no fold validate on, or two folds? Which folds are larger?",
)
def test_hidden_folds(kfold_indices):
    check(kfold_indices, ((10, 3), (11, 3), (14, 4), (12, 4), (9, 2), (23, 6), (10, 3)))


@test_case(
    name="leave one out",
    points=0.5,
    hidden=True,
    failure_message="With k = n every fold validates on a single sample of perm.",
)
def test_hidden_leave_one_out(kfold_indices):
    check(kfold_indices, ((7, 7), (5, 5), (8, 7)))


def best(of_row):
    """The model whose row has the best number."""

    def mutant(scores, higher_is_better):
        numbers = of_row(np.asarray(scores))
        return int(np.argmax(numbers) if higher_is_better else np.argmin(numbers))

    return mutant


def last_of_equals(scores, higher_is_better):
    means = np.mean(scores if higher_is_better else -np.asarray(scores), axis=1)
    return int(len(means) - 1 - np.argmax(means[::-1]))


SELECT = [
    *misconceptions_of(reference_select),
    Misconception("T2.8/best_fold", "The mean over the folds decides, not a model's best fold.",
                  best(lambda s: s.max(axis=1))),
    Misconception("T2.8/last_tie", "Of equally good models the first one is chosen.",
                  lambda s, higher: last_of_equals(s, True) if higher else reference_select(s, False)),
    Misconception("T2.8/last_tie", "Of equally good models the first one is chosen.", last_of_equals),
]  # fmt: skip


def check_choice(select_model, higher_is_better):
    rng = np.random.default_rng(52)
    tables = [
        rng.uniform(size=shape).astype(t) for shape in ((5, 3), (3, 7), (4, 4), (8, 5)) for t in ("float64", "float32")
    ]
    tables.append(np.array([[0.25, 0.75], [0.5, 1.0], [0.75, 0.75], [0.25, 0.75]]))  # ties, both ways
    pair = np.repeat(rng.integers(0, 9, size=(6, 4)) / 8, 2, axis=0)  # every mean twice
    tables += [pair, pair[::-1], pair[:8]]
    tables.append(np.asfortranarray(rng.uniform(size=(6, 2))))
    tables[-1].flags.writeable = False
    tables += [
        tables[0] - 1e4,
        1e4 + tables[0][::-1],
    ]  # far from 0, where a search that starts from a number ends there
    cases = [(table, higher_is_better) for table in tables]
    agree(select_model, reference_select, cases, mutants=SELECT)


@test_case(
    name="the highest accuracy wins",
    points=0.5,
    hidden=True,
    failure_message="Average each row, then look for the best: is high or low better?",
)
def test_hidden_highest(select_model):
    check_choice(select_model, True)


@test_case(
    name="the lowest loss wins",
    points=0.5,
    hidden=True,
    failure_message="Which row is best when the numbers are losses? A single good fold is not enough.",
)
def test_hidden_lowest(select_model):
    check_choice(select_model, False)
