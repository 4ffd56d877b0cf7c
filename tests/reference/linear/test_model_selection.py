"""Splits, folds, model selection, bias and variance against enumeration, loops and scikit-learn."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference._array import namespace
from reference.linear import model_selection as ml
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import declared_in

torch = pytest.importorskip("torch")

THIRDS = (0.5, 0.25, 0.25)


def permutation(n, seed=0):
    return np.random.default_rng(seed).permutation(n)


def lists(xp, parts):
    """Index arrays as plain lists."""
    return [xp.to_numpy(p).tolist() for p in parts]


# The curriculum's estimator: 0.8 times the mean of two samples, each 0 or 2 with equal chance; the truth is 1.
ESTIMATES = [[0.8 * (a + b) / 2] for a, b in itertools.product([0.0, 2.0], repeat=2)]


# -- splits


@pytest.mark.parametrize(
    ("n", "fractions", "sizes"),
    [
        (10, (0.6, 0.2, 0.2), [6, 2, 2]),
        (100, (0.29, 0.29, 0.42), [29, 29, 42]),  # 100 · 0.29 is 28.999… in floating point
        (10, THIRDS, [6, 2, 2]),  # 5, 2.5, 2.5: the left-over sample goes to train
        (7, (1 / 3, 1 / 3, 1 / 3), [3, 2, 2]),
        (11, (1 / 3, 1 / 3, 1 / 3), [4, 4, 3]),
        (5, (0.5, 0.0, 0.5), [3, 0, 2]),
        (3, (1.0, 0.0, 0.0), [3, 0, 0]),
    ],
)
def test_left_over_samples_go_to_the_first_parts(xp, n, fractions, sizes):
    perm = permutation(n)
    split = ml.train_val_test_split(n, fractions, xp.ints(perm))
    parts = lists(xp, split)
    assert [len(p) for p in parts] == sizes
    assert parts[0] + parts[1] + parts[2] == perm.tolist()
    assert split._fields == ("train", "val", "test")


@settings(deadline=None)
@given(st.integers(1, 60), st.tuples(st.integers(1, 8), st.integers(0, 8), st.integers(0, 8)))
def test_each_part_is_within_a_sample_of_its_fraction(n, weights):
    shares = [Fraction(w, sum(weights)) for w in weights]
    split = ml.train_val_test_split(n, tuple(map(float, shares)), permutation(n))
    assert sorted(i for part in split for i in part.tolist()) == list(range(n))
    assert all(abs(len(part) - n * share) <= 1 for part, share in zip(split, shares, strict=True))
    assert all(len(part) == 0 for part, share in zip(split, shares, strict=True) if share == 0)


# -- folds


def test_the_published_folds():
    folds = ml.kfold_indices(10, 3)
    assert [fold.val.tolist() for fold in folds] == [[0, 1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert [fold.train.tolist() for fold in folds] == [[4, 5, 6, 7, 8, 9], [0, 1, 2, 3, 7, 8, 9], [0, 1, 2, 3, 4, 5, 6]]


@pytest.mark.parametrize(("n", "k"), [(10, 3), (7, 7), (8, 4), (11, 4), (2, 2)])
def test_folds_without_a_permutation_are_scikit_learns(n, k):
    model_selection = pytest.importorskip("sklearn.model_selection")
    want = [(train.tolist(), val.tolist()) for train, val in model_selection.KFold(k).split(np.zeros(n))]
    assert [(train.tolist(), val.tolist()) for train, val in ml.kfold_indices(n, k)] == want


@pytest.mark.parametrize(("n", "k"), [(10, 3), (7, 7), (8, 4), (11, 4), (2, 2)])
def test_folds_without_a_permutation_agree_with_array_split(n, k):
    want = [part.tolist() for part in np.array_split(np.arange(n), k)]
    folds = ml.kfold_indices(n, k)
    assert [fold.val.tolist() for fold in folds] == want
    assert [fold.train.tolist() for fold in folds] == [[i for i in range(n) if i not in val] for val in want]


@pytest.mark.parametrize(("n", "k"), [(10, 3), (7, 7), (8, 4), (11, 4)])
def test_folds_are_stretches_of_the_permutation(xp, n, k):
    perm = permutation(n, 1)
    folds = ml.kfold_indices(n, k, xp.ints(perm))
    plain = ml.kfold_indices(n, k)
    assert [lists(xp, fold) for fold in folds] == [[perm[train].tolist(), perm[val].tolist()] for train, val in plain]


@settings(deadline=None, max_examples=50)
@given(st.integers(2, 20), st.integers(2, 20))
def test_validation_folds_are_disjoint_cover_everything_and_never_train(a, b):
    n, k = max(a, b), min(a, b)
    folds = ml.kfold_indices(n, k, permutation(n, 2))
    assert sorted(i for fold in folds for i in fold.val.tolist()) == list(range(n))
    assert all(sorted([*fold.train.tolist(), *fold.val.tolist()]) == list(range(n)) for fold in folds)
    sizes = [len(fold.val) for fold in folds]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] - sizes[-1] <= 1


@pytest.mark.parametrize("dtype", ["int32", "int64"])
def test_indices_keep_the_kind_and_dtype_of_the_permutation(xp, dtype):
    perm = xp.asarray(permutation(7), dtype=dtype)
    parts = [*ml.train_val_test_split(7, THIRDS, perm), *(part for f in ml.kfold_indices(7, 3, perm) for part in f)]
    assert {part.dtype for part in parts} == {perm.dtype}
    assert {type(part) for part in parts} == {type(perm)}
    assert xp.to_numpy(perm).tolist() == permutation(7).tolist()


# -- selection


@pytest.mark.parametrize(("higher", "best"), [(True, 1), (False, 2)])
def test_the_mean_over_the_folds_decides(xp, higher, best):
    scores = xp.asarray([[0.9, 0.1, 0.2], [0.5, 0.6, 0.7], [0.3, 0.2, 0.3]])
    got = ml.select_model(scores, higher)
    assert got == best
    assert type(got) is int


@pytest.mark.parametrize("higher", [True, False])
def test_the_first_of_tied_models_is_selected(xp, higher):
    assert ml.select_model(xp.asarray([[0.5, 0.5], [0.25, 0.75], [0.75, 0.25]]), higher) == 0


@pytest.mark.parametrize(("higher", "best"), [(True, 1), (False, 2)])
def test_a_model_with_a_nan_is_never_selected(xp, higher, best):
    scores = xp.asarray([[np.nan, 9.0], [3.0, 2.0], [1.0, 2.0]])
    assert ml.select_model(scores, higher) == best


def test_nan_in_every_model_is_refused(xp):
    with pytest.raises(ValueError, match="cv_scores: expected a model without NaN"):
        ml.select_model(xp.asarray([[np.nan, 9.0], [3.0, np.nan]]), higher_is_better=True)


def test_selection_agrees_with_a_loop(xp):
    scores = np.random.default_rng(3).normal(size=(7, 5))
    means = [sum(row) / 5 for row in scores]
    for higher, best in ((True, max(means)), (False, min(means))):
        assert ml.select_model(xp.asarray(scores), higher) == means.index(best)


# -- bias and variance


def test_the_published_decomposition(xp):
    parts = ml.bias_variance(xp.asarray(ESTIMATES), xp.asarray([1.0]), 1.0)
    assert [float(p) for p in parts] == pytest.approx([0.04, 0.32, 1.36], rel=1e-12)
    assert parts._fields == ("bias2", "var", "mse")


def test_the_published_error_by_enumerating_training_sets_and_test_labels():
    errors = [(y - row[0]) ** 2 for row in ESTIMATES for y in (0.0, 2.0)]
    assert sum(errors) / len(errors) == pytest.approx(1.36, rel=1e-12)


def test_the_parts_add_up_to_the_squared_error_under_two_point_noise(xp):
    rng = np.random.default_rng(4)
    preds, f = rng.normal(size=(5, 3)), rng.normal(size=3)
    want = np.mean([(f + e - row) ** 2 for row in preds for e in (-0.7, 0.7)])
    bias2, var, mse = ml.bias_variance(xp.asarray(preds), xp.asarray(f), 0.7**2)
    assert float(mse) == pytest.approx(want, rel=1e-9)
    assert float(var) == pytest.approx(np.mean(np.var(preds, axis=0)), rel=1e-9)
    assert float(bias2) == pytest.approx(np.mean((preds.mean(axis=0) - f) ** 2), rel=1e-9)


def test_one_fit_has_no_variance(xp):
    bias2, var, mse = ml.bias_variance(xp.asarray([[1.0, 4.0]]), xp.asarray([0.0, 2.0]), 0.0)
    assert (float(bias2), float(var), float(mse)) == (2.5, 0, 2.5)


# -- accuracy and gap


def test_accuracy_is_the_share_of_hits(xp):
    y, y_hat = xp.ints([0, 1, 2, 1, 0]), xp.ints([0, 1, 1, 1, 2])
    got = ml.accuracy(y, y_hat)
    assert float(got) == pytest.approx(0.6)
    assert got.dtype == namespace(got).asarray(0.5).dtype


def test_accuracy_agrees_with_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(5)
    y, y_hat = rng.integers(0, 3, 17), rng.integers(0, 3, 17)
    assert ml.accuracy(y, y_hat) == pytest.approx(metrics.accuracy_score(y, y_hat), rel=1e-12)


def test_the_gap_is_what_validation_loses_more(xp):
    assert ml.generalisation_gap(0.25, 0.75) == 0.5
    got = ml.generalisation_gap(xp.asarray([0.25, 1.0]), xp.asarray([0.75, 0.5]))
    assert xp.to_numpy(got).tolist() == [0.5, -0.5]


# -- types and errors


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_and_device_stay(xp, dtype):
    preds, f = xp.asarray(ESTIMATES, dtype=dtype), xp.asarray([1.0], dtype=dtype)
    labels = xp.asarray([1.0, -1.0], dtype=dtype)
    got = [*ml.bias_variance(preds, f, 1.0), ml.accuracy(labels, labels), ml.generalisation_gap(f, f)]
    assert {g.dtype for g in got} == {f.dtype}
    assert {getattr(g, "device", None) for g in got} == {getattr(f, "device", None)}
    np.testing.assert_allclose([float(g) for g in got[:4]], [0.04, 0.32, 1.36, 1], rtol=1e-4)


def test_integers_become_floats(xp):
    got = ml.bias_variance(xp.ints([[0], [2]]), xp.ints([1]), 0.0)
    assert [float(g) for g in got] == [0, 1, 1]
    assert ml.select_model(xp.ints([[1, 2], [2, 2]]), True) == 1


def test_the_arguments_are_left_alone(xp):
    scores, f = np.random.default_rng(6).normal(size=(5, 3)), np.ones(3)
    ours, theirs = xp.asarray(scores.copy()), xp.asarray(f.copy())
    ml.bias_variance(ours, theirs, 1.0)
    ml.select_model(ours, True)
    np.testing.assert_array_equal(xp.to_numpy(ours), scores)
    np.testing.assert_array_equal(xp.to_numpy(theirs), f)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda a, i: ml.train_val_test_split(0, THIRDS, i([])), "n: expected at least 1"),
        (lambda a, i: ml.train_val_test_split(3, (0.5, 0.5), i([0, 1, 2])), "fractions: expected three numbers"),
        (lambda a, i: ml.train_val_test_split(3, (0.5, 0.3, 0.3), i([0, 1, 2])), "fractions: expected three numbers"),
        (lambda a, i: ml.train_val_test_split(3, (1.5, -0.5, 0), i([0, 1, 2])), "fractions: expected three numbers"),
        (lambda a, i: ml.train_val_test_split(3, (0, 0.5, 0.5), i([0, 1, 2])), "the first > 0"),
        (lambda a, i: ml.train_val_test_split(3, (0.5, float("nan"), 0.5), i([0, 1, 2])), "fractions: expected"),
        (lambda a, i: ml.train_val_test_split(4, THIRDS, i([0, 1, 2])), r"perm: expected shape \(n,\) = \(4,\)"),
        (lambda a, i: ml.train_val_test_split(3, THIRDS, i([0, 1, 1])), "perm: expected each of 0…2 once"),
        (lambda a, i: ml.kfold_indices(3, 2, i([1, 2, 3])), "perm: expected each of 0…2 once"),
        (lambda a, i: ml.kfold_indices(3, 1), "k: expected 2 ≤ k ≤ n = 3, got 1"),
        (lambda a, i: ml.kfold_indices(3, 4), "k: expected 2 ≤ k ≤ n = 3, got 4"),
        (lambda a, i: ml.kfold_indices(0, 2), "n: expected at least 1"),
        (lambda a, i: ml.select_model(a([0.5, 0.6]), True), r"cv_scores: expected 2 axes \(M, K\)"),
        (lambda a, i: ml.select_model(a(np.zeros((2, 0))), True), "cv_scores: expected at least one model"),
        (lambda a, i: ml.bias_variance(a(ESTIMATES), a([1.0, 2.0]), 1.0), r"f_true: expected shape \(N,\) = \(1,\)"),
        (lambda a, i: ml.bias_variance(a([1.0]), a([1.0]), 1.0), r"preds: expected 2 axes \(R, N\)"),
        (lambda a, i: ml.bias_variance(a(np.zeros((0, 1))), a([1.0]), 1.0), "preds: expected at least one fit"),
        (lambda a, i: ml.bias_variance(a(ESTIMATES), a([1.0]), -1.0), "noise_var: expected a number of at least 0"),
        (lambda a, i: ml.accuracy(i([0, 1]), i([[0], [1]])), r"y_hat: expected shape \(N,\) = \(2,\)"),
        (lambda a, i: ml.accuracy(i([[0, 1]]), i([[0, 1]])), r"y: expected 1 axes \(N,\)"),
        (lambda a, i: ml.accuracy(i([]), i([])), "y: expected at least one sample"),
        (lambda a, i: ml.generalisation_gap(a([1.0, 2.0]), a([[1.0], [2.0]])), "val: expected the shape of train"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray, xp.ints)


@pytest.mark.parametrize(
    "call",
    [
        lambda: ml.train_val_test_split(2, THIRDS, [0, 1]),
        lambda: ml.train_val_test_split(2, THIRDS, np.array([0.0, 1.0])),
        lambda: ml.kfold_indices(2, 2, np.array([0.0, 1.0])),
        lambda: ml.accuracy(np.array([0]), torch.tensor([0])),
        lambda: ml.bias_variance(np.ones((2, 1)), torch.ones(1), 1.0),
        lambda: ml.select_model([[1.0]], True),
        lambda: ml.generalisation_gap(np.ones(2), torch.ones(2)),
    ],
)
def test_other_types_are_refused(call):
    with pytest.raises(TypeError):
        call()


# -- misconceptions


def fixtures(xp):
    perm10, perm11 = xp.ints(permutation(10, 7)), xp.ints(permutation(11, 8))
    scores = xp.asarray([[0.9, 0.1, 0.2], [0.3, 0.2, 0.3], [0.05, 0.8, 0.7], [0.5, 0.6, 0.7]])
    return {
        ml.train_val_test_split: [(10, THIRDS, perm10), (11, (0.6, 0.2, 0.2), perm11)],
        ml.kfold_indices: [(10, 3), (10, 3, perm10), (11, 4, perm11)],
        ml.select_model: [(scores, True), (scores, False)],
        ml.bias_variance: [(xp.asarray(ESTIMATES), xp.asarray([1.0]), 1.0)],
        ml.accuracy: [(xp.ints([0, 1, 2, 1, 0]), xp.ints([0, 1, 1, 1, 2]))],
        ml.generalisation_gap: [(0.25, 0.75), (0.75, 0.25)],
    }


FUNCTIONS = list(fixtures(type("NumPy", (), {"asarray": staticmethod(np.asarray), "ints": staticmethod(np.asarray)})))


def plain(xp, tree):
    """A result as nested lists of numbers."""
    if isinstance(tree, list | tuple):
        return [plain(xp, branch) for branch in tree]
    tree = np.asarray(tree if isinstance(tree, int | float) else xp.to_numpy(tree)).tolist()
    return round(tree, 9) if isinstance(tree, float) else tree


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_every_mistake_differs_from_the_reference_and_from_the_others(xp, function):
    calls = fixtures(xp)[function]
    outcome = {m.key: plain(xp, [m.mutant(*args) for args in calls]) for m in misconceptions_of(function)}
    right = plain(xp, [function(*args) for args in calls])
    assert [key for key in outcome if outcome[key] == right] == []
    assert [(p, q) for p, q in itertools.combinations(outcome, 2) if outcome[p] == outcome[q]] == []


def test_every_listed_mistake_has_a_mutant():
    declared = {m.key for m in declared_in(ml)}
    listed = "test_in_selection remainder_last overlap ddof sort_best"
    assert [key for key in listed.split() if f"T2.8/{key}" not in declared] == []


def test_the_sample_variance_breaks_the_published_decomposition(xp):
    (ddof,) = misconceptions_of(ml.bias_variance, "T2.8/ddof")
    _, var, mse = ddof.mutant(xp.asarray(ESTIMATES), xp.asarray([1.0]), 1.0)
    assert [float(var), float(mse)] == pytest.approx([0.32 * 4 / 3, 1.04 + 0.32 * 4 / 3])


def test_overlapping_folds_validate_a_sample_twice():
    (overlap,) = misconceptions_of(ml.kfold_indices, "T2.8/overlap")
    assert [fold.val.tolist() for fold in overlap.mutant(10, 3)] == [[0, 1, 2, 3], [3, 4, 5, 6], [6, 7, 8, 9]]
