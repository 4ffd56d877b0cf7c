"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.training.initialisation import standardize as reference_standardize

# An epsilon beside the deviation (std + 1e-8) is right, too; N - 1 in place of N is off by much more than this.
LOOSE = {"rtol": 1e-4, "atol": 1e-5}


def reference_splits(train, val, test):
    return splits(reference_standardize, train, val, test)


def splits(scale, train, val, test):
    scaled, mean, std = scale(train)
    return scaled, scale(val, mean, std)[0], scale(test, mean, std)[0]


def from_all(train, val, test):
    _, mean, std = reference_standardize(np.concatenate([train, val, test]))
    return tuple(reference_standardize(part, mean, std)[0] for part in (train, val, test))


def divided_by_zero(X, mean=None, std=None):
    _, mean, std = reference_standardize(X, mean, std)
    with np.errstate(all="ignore"):
        return (X - mean) / std, mean, std


def measured(measure):
    """Scaling by other numbers than those that belong there: (X, mean, std) → (mean, std)."""

    def mutant(X, mean=None, std=None):
        mean, std = measure(X, mean, std)
        return (X - mean) / np.where(std == 0, 1.0, std), mean, std

    return mutant


def of_all(X, mean, std):
    return (np.full(X.shape[1], X.mean()), np.full(X.shape[1], X.std())) if mean is None else (mean, std)


def own_std(X, mean, std):
    return X.mean(axis=0) if mean is None else mean, X.std(axis=0)


def ones_for_zeros(X, mean=None, std=None):
    Z, mean, std = reference_standardize(X, mean, std)
    return Z, mean, np.where(std == 0, 1.0, std)


def with_epsilon(X, mean=None, std=None):
    _, mean, std = reference_standardize(X, mean, std)
    return (X - mean) / (std + 1e-8), mean, std


def by_validation(train, val, test):
    scaled, seen, _ = reference_splits(train, val, test)
    _, mean, std = reference_standardize(val)
    return scaled, seen, reference_standardize(test, mean, std)[0]


OF_ALL = Misconception("T4.5/one_for_all", "Each feature has a mean and a deviation of its own.", measured(of_all))
OWN_STD = Misconception("T4.5/std_measured", "A std that is given is used, not measured anew.", measured(own_std))
MUTANTS = [
    *misconceptions_of(reference_standardize),
    OF_ALL,
    OWN_STD,
    Misconception("T4.5/ones_returned", "A deviation of 0 is returned as 0.", ones_for_zeros),
    Misconception("T4.5/epsilon", "A feature that never changes is not divided: σ + 1e-8 makes numbers of nine digits of "
                  "new samples.", with_epsilon),
]  # fmt: skip
ZERO = Misconception(
    "T4.5/zero_division", "A feature that never changes has std 0: subtract its mean, do not divide.", divided_by_zero
)
LEAK = Misconception(
    "T4.5/leak", "Measure mean and std on the training part alone; the other parts must not leak into it.", from_all
)
# `variance` distorts a std that is given, too, and here it is given what it measured: no student does both.
SPLIT_MUTANTS = [
    *(
        m.through(splits)
        for m in misconceptions_of(reference_standardize, "T4.5/test_stats", "T4.5/axis", "T4.5/ddof1")
    ),
    *(m.through(splits) for m in (OF_ALL, OWN_STD)),
    Misconception(
        "T4.5/by_validation", "The test data are scaled with the numbers of the training data, too.", by_validation
    ),
]


def samples(seed, *shapes):
    rng = np.random.default_rng(seed)
    return [rng.normal(size=s) * 10.0 ** rng.uniform(-1, 1, size=s[1]) + rng.normal(size=s[1]) for s in shapes]


@test_case(
    name="random training data",
    points=1,
    hidden=True,
    failure_message="One mean and one deviation for each column; which axis disappears?",
)
def test_hidden_measured(standardize):
    arrays = [X.astype(t) for X in samples(21, (7, 3), (4, 4), (2, 5), (30, 1)) for t in ("float64", "float32")]
    arrays.append(np.asfortranarray(arrays[0]))
    arrays[0].flags.writeable = False
    agree(standardize, reference_standardize, [(X,) for X in arrays], mutants=MUTANTS, **LOOSE)


@test_case(
    name="new data, old numbers",
    points=0.5,
    hidden=True,
    failure_message="What do you do with a mean and a std that are given?",
)
def test_hidden_given(standardize):
    rng = np.random.default_rng(22)
    cases = []
    for X in samples(23, (5, 3), (1, 4), (4, 4)):
        mean, std = rng.normal(size=X.shape[1]), rng.uniform(0.5, 2.0, size=X.shape[1])
        cases += [(X, mean, std), Case(X, mean=mean.astype("float64"), std=std), Case(X=X, std=std, mean=mean)]
    agree(standardize, reference_standardize, cases, mutants=MUTANTS, **LOOSE)


@test_case(name="a feature that never changes", points=0.5, hidden=True, failure_message="What is 0 divided by 0?")
def test_hidden_constant(standardize):
    still, other = samples(24, (4, 3), (8, 2))
    still[:, 1], other[:, 0] = 3.0, -0.5  # sums without rounding: every way to write the mean gives a std of exactly 0
    given = (samples(25, (3, 2))[0], np.array([0.5, 1.0]), np.array([2.0, 0.0]))
    agree(standardize, reference_standardize, [(still,), (other,), given], mutants=[ZERO, *MUTANTS], **LOOSE)


@test_case(
    name="training, validation, test",
    points=1,
    hidden=True,
    failure_message="Whose mean and deviation may a training use?",
)
def test_hidden_splits(scale_splits):
    parts = [
        samples(26, (9, 2), (4, 2), (5, 2)),
        samples(27, (6, 3), (3, 3), (2, 3)),
        samples(28, (9, 2), (4, 2), (5, 2)),
    ]
    cases = [(train, val + 1.0, 2.0 * test) for train, val, test in parts]
    agree(scale_splits, reference_splits, cases, mutants=[LEAK, *SPLIT_MUTANTS], name="scale_splits", **LOOSE)
