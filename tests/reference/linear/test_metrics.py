"""Metrics against scikit-learn and recounts, with the worked numbers."""

import numpy as np
import pytest

from reference.linear import metrics
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import alike, declared_in

Y, Y_HAT = [0, 0, 0, 1, 1, 2], [0, 1, 1, 1, 2, 2]
S, POSITIVE = [0.9, 0.8, 0.7, 0.7, 0.55, 0.4], [1, 1, 0, 1, 0, 0]
CONF, CORRECT = [0.95, 0.9, 0.6, 0.55, 0.62], [1, 0, 1, 1, 0]


def random_labels(seed, n=40, C=4):
    rng = np.random.default_rng(seed)
    return rng.integers(C, size=n), rng.integers(C, size=n)


def test_the_worked_matrix(xp):
    M = metrics.confusion_matrix(xp.ints(Y), xp.ints(Y_HAT), 3)
    assert xp.to_numpy(M).tolist() == [[1, 2, 0], [0, 1, 1], [0, 0, 1]]
    assert xp.to_numpy(M).dtype == np.int64


def test_the_worked_scores(xp):
    def scores(average):
        return [xp.to_numpy(s) for s in metrics.precision_recall_f1(xp.ints(Y), xp.ints(Y_HAT), 3, average)]

    expected = [[1, 0.333333, 0.5], [0.333333, 0.5, 1], [0.5, 0.4, 0.666667]]
    np.testing.assert_allclose(scores("none"), expected, atol=5e-7)
    assert float(scores("macro")[2]) == pytest.approx(0.522222, abs=5e-7)
    assert [float(s) for s in scores("micro")] == [0.5, 0.5, 0.5]


def test_the_worked_areas_and_calibration(xp):
    s, y = xp.asarray(S), xp.ints(POSITIVE)
    assert float(metrics.roc_auc(s, y)) == pytest.approx(0.944444, abs=5e-7)
    assert float(metrics.average_precision(s, y)) == pytest.approx(0.916667, abs=5e-7)
    for correct in (xp.ints(CORRECT), xp.asarray(CORRECT), xp.asarray(CORRECT, dtype="bool")):
        assert float(metrics.expected_calibration_error(xp.asarray(CONF), correct, 5)) == pytest.approx(0.304, rel=1e-9)


def test_mistakes_give_their_published_numbers():
    def wrong(name, key, *args):
        return misconceptions_of(getattr(metrics, name), f"T2.10/{key}")[0].mutant(*map(np.array, args[:2]), *args[2:])

    assert float(wrong("precision_recall_f1", "f1_of_means", Y, Y_HAT, 3, "macro").f1) == pytest.approx(
        0.611111, abs=5e-7
    )
    assert float(wrong("roc_auc", "tie_full", S, POSITIVE)) == 1
    assert float(wrong("roc_auc", "tie_zero", S, POSITIVE)) == pytest.approx(0.888889, abs=5e-7)
    got = wrong("expected_calibration_error", "unweighted_bins", CONF, CORRECT, 5)
    assert got == pytest.approx(0.328333, abs=5e-7)


@pytest.mark.parametrize("seed", range(5))
def test_matrix_and_scores_are_a_recount(xp, seed):
    y, y_hat = random_labels(seed)
    M = xp.to_numpy(metrics.confusion_matrix(xp.ints(y), xp.ints(y_hat), 5))
    assert M.tolist() == [[sum((y == i) & (y_hat == j)) for j in range(5)] for i in range(5)]
    p, r, f1 = (xp.to_numpy(s) for s in metrics.precision_recall_f1(xp.ints(y), xp.ints(y_hat), 5))
    for c in range(4):
        hit = sum((y == c) & (y_hat == c))
        assert [p[c], r[c]] == pytest.approx([hit / sum(y_hat == c), hit / sum(y == c)], rel=1e-6)
        assert f1[c] == pytest.approx(2 * hit / (sum(y_hat == c) + sum(y == c)), rel=1e-6)
    assert [p[4], r[4], f1[4]] == [0, 0, 0]  # a class that nobody has


@pytest.mark.parametrize("seed", range(5))
def test_the_area_is_the_share_of_ordered_pairs(xp, seed):
    rng = np.random.default_rng(seed)
    s, y = rng.integers(6, size=20) / 5, np.r_[0, 1, rng.integers(2, size=18)]
    pairs = [(a > b) + (a == b) / 2 for a in s[y == 1] for b in s[y == 0]]
    assert float(metrics.roc_auc(xp.asarray(s), xp.ints(y))) == pytest.approx(np.mean(pairs), rel=1e-9)
    steps = [(s >= t, ((s >= t) & (y == 1)).sum() / y.sum()) for t in sorted(set(s), reverse=True)]
    recalls = [0, *(r for _, r in steps)]
    area = sum((r - r0) * y[called].mean() for (called, r), r0 in zip(steps, recalls[:-1], strict=True))
    assert float(metrics.average_precision(xp.asarray(s), xp.ints(y))) == pytest.approx(area, rel=1e-9)


@pytest.mark.parametrize("average", ["none", "macro", "micro"])
def test_scores_are_scikit_learn_s(xp, average):
    sk = pytest.importorskip("sklearn.metrics")
    y, y_hat = random_labels(7)
    got = metrics.precision_recall_f1(xp.ints(y), xp.ints(y_hat), 5, average)
    kind = None if average == "none" else average
    want = sk.precision_recall_fscore_support(y, y_hat, labels=range(5), average=kind, zero_division=0)[:3]
    for ours, theirs in zip(got, want, strict=True):
        np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=1e-6)
    M = metrics.confusion_matrix(xp.ints(y), xp.ints(y_hat), 5)
    assert xp.to_numpy(M).tolist() == sk.confusion_matrix(y, y_hat, labels=range(5)).tolist()


@pytest.mark.parametrize("seed", range(3))
def test_areas_and_top_k_are_scikit_learn_s(xp, seed):
    sk = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(seed)
    s, y = rng.integers(9, size=30) / 8, np.r_[0, 1, rng.integers(2, size=28)]
    ours = [float(f(xp.asarray(s), xp.ints(y))) for f in (metrics.roc_auc, metrics.average_precision)]
    assert ours == pytest.approx([sk.roc_auc_score(y, s), sk.average_precision_score(y, s)], rel=1e-9)
    scores, classes = rng.normal(size=(30, 5)), np.r_[range(5), rng.integers(5, size=25)]
    for k in (1, 2, 4):
        want = sk.top_k_accuracy_score(classes, scores, k=k)
        assert float(metrics.top_k_accuracy(xp.asarray(scores), xp.ints(classes), k)) == pytest.approx(want, rel=1e-9)


@pytest.mark.parametrize("bins", [1, 3, 10])
def test_the_calibration_error_is_a_recount(xp, bins):
    rng = np.random.default_rng(bins)
    conf, correct = np.r_[0, 1, rng.uniform(size=30)], rng.integers(2, size=32)
    at = np.minimum((conf * bins).astype(int), bins - 1)
    want = sum(abs(correct[at == b].sum() - conf[at == b].sum()) for b in range(bins)) / 32
    got = metrics.expected_calibration_error(xp.asarray(conf), xp.ints(correct), bins)
    assert float(got) == pytest.approx(want, rel=1e-9)


def test_of_equal_scores_the_first_classes_are_the_best(xp):
    scores = xp.asarray([[1.0, 1.0, 1.0], [0.0, 2.0, 2.0], [1e3, -1e3, 1e3]])
    y = xp.ints([2, 2, 0])
    assert [float(metrics.top_k_accuracy(scores, y, k)) for k in (1, 2, 3, 9)] == pytest.approx([1 / 3, 2 / 3, 1, 1])


def test_one_sample_is_enough(xp):
    one = xp.ints([1])
    assert xp.to_numpy(metrics.confusion_matrix(one, one, 2)).tolist() == [[0, 0], [0, 1]]
    assert [float(s) for s in metrics.precision_recall_f1(one, one, 2, "macro")] == [0.5, 0.5, 0.5]
    assert float(metrics.average_precision(xp.asarray([0.3]), one)) == 1
    assert float(metrics.expected_calibration_error(xp.asarray([1.0]), one, 4)) == 0


def test_float32_stays_and_arguments_are_left_alone(xp):
    s, y = xp.asarray(S, dtype="float32"), xp.ints(POSITIVE)
    out = [metrics.roc_auc(s, y), metrics.average_precision(s, y), metrics.expected_calibration_error(s, y, 3)]
    out.append(metrics.top_k_accuracy(s[:, None] + s[None, :], y, 2))
    assert {a.dtype for a in out} == {s.dtype}
    assert xp.to_numpy(y).tolist() == POSITIVE
    np.testing.assert_array_equal(xp.to_numpy(s), np.array(S, dtype="float32"))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda s, y: metrics.confusion_matrix(y, y[:2], 2), r"y_hat: expected shape \(N,\) = \(6,\), got \(2,\)"),
        (lambda s, y: metrics.confusion_matrix(y, y, 1), "y: expected labels in 0…0, got 0…1"),
        (lambda s, y: metrics.confusion_matrix(y, y, 0), "C: expected a number of at least 1, got 0"),
        (lambda s, y: metrics.confusion_matrix(y[:0], y[:0], 2), "scores: expected at least one sample"),
        (
            lambda s, y: metrics.precision_recall_f1(y, y, 2, "weighted"),
            "average: expected one of 'none', 'macro', 'mi",
        ),
        (lambda s, y: metrics.roc_auc(s, y + 1), "y: expected labels 0 and 1, got others"),
        (lambda s, y: metrics.roc_auc(s, 0 * y), "y: expected at least one sample of class 1 and one of class 0"),
        (lambda s, y: metrics.roc_auc(s * float("nan"), y), "score: expected numbers that can be ordered, got NaN"),
        (lambda s, y: metrics.average_precision(s, 0 * y), "y: expected at least one sample of class 1"),
        (lambda s, y: metrics.average_precision(s[:2], y), r"y: expected shape \(N,\) = \(2,\)"),
        (lambda s, y: metrics.expected_calibration_error(s + 1, y, 3), "conf: expected probabilities in 0…1"),
        (lambda s, y: metrics.expected_calibration_error(s, y, 0), "bins: expected a number of at least 1"),
        (lambda s, y: metrics.expected_calibration_error(s[:0], y[:0], 3), "conf: expected at least one sample"),
        (lambda s, y: metrics.top_k_accuracy(s[:, None], y, 1), "y: expected labels in 0…0, got 0…1"),
        (lambda s, y: metrics.top_k_accuracy(s[:, None], 0 * y, 0), "k: expected a number of at least 1"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(S), xp.ints(POSITIVE))


def test_labels_are_integers(xp):
    with pytest.raises(TypeError, match="expected integer class labels"):
        metrics.confusion_matrix(xp.asarray([1.0]), xp.asarray([1.0]), 2)


LABELS = np.array(Y), np.array(Y_HAT), 3
BINARY = np.array(S), np.array(POSITIVE)
TIED = np.array([[1.0, 3, 2, 2], [0, 1, 1, 1], [3, 2, 1, 0], [5, 5, 5, 5]]), np.array([3, 2, 0, 1])
CASES = {
    "confusion_matrix": [LABELS],
    "precision_recall_f1": [(*LABELS, a) for a in ("none", "macro", "micro")],
    "roc_auc": [BINARY],
    "average_precision": [(BINARY[0], 1 - BINARY[1]), (np.array([0.5, 0.5, 0.1]), np.array([1, 0, 1]))],
    "expected_calibration_error": [(np.array(CONF), np.array(CORRECT), 5)],
    "top_k_accuracy": [(*TIED, 2), (*TIED, 3)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(metrics, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(metrics)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T2.10/{key}" for key in ["transposed", "f1_of_means", "tie_full", "unweighted_bins"]} <= {
        m.key for m in mine
    }
