"""Item statistics against classes of a 2PL model whose parameters are known, and against other formulas."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from autograder.analysis import items
from autograder.analysis.items import (
    FEWEST,
    compare,
    corrected,
    correlation,
    cronbach_alpha,
    distribution,
    holm,
    item_statistics,
    rest_shares,
)
from tests.analysis.classes import two_pl

A = np.array([0.4, 0.8, 1.2, 1.6, 2.0, 2.4])
B = np.array([-1.5, -0.9, -0.3, 0.3, 0.9, 1.5])


def statistics(points):
    return item_statistics([f"q{i}" for i in range(points.shape[1])], points, np.ones(points.shape[1]))


def shares(found):
    return np.array([i.difficulty for i in found])


def r_of(found):
    return np.array([i.discrimination.r for i in found])


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_difficulty_is_that_of_the_model(seed):
    """500 students: the standard error of a share is at most 0.022, and neighbours are 0.08 apart at least."""
    found = shares(statistics(two_pl(np.random.default_rng(seed), 500, 1.3, B)))
    assert (np.diff(found) < 0).all()
    skill = np.random.default_rng(99).normal(size=200_000)[:, None]
    assert np.abs(found - (1 / (1 + np.exp(-1.3 * (skill - B)))).mean(axis=0)).max() < 4 * 0.0224


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_discrimination_is_that_of_the_model(seed):
    """Equal difficulty, 2,000 students: the standard error of an r is 0.022 at most."""
    found = r_of(statistics(two_pl(np.random.default_rng(seed), 2000, A, 0.0)))
    rank = lambda x: np.argsort(np.argsort(x))  # noqa: E731
    assert np.corrcoef(rank(found), rank(A))[0, 1] > 0.8  # Spearman's ρ: at most one pair of neighbours is swapped
    assert found[0] < found[2] < found[5]


@pytest.mark.parametrize("seed", range(5))
def test_a_reversed_item_is_below_zero_and_no_other_is(seed):
    a = np.where(np.arange(6) == 3, -1.5, 1.5)
    found = statistics(two_pl(np.random.default_rng(seed), 120, a, B / 2))
    assert [i for i, item in enumerate(found) if item.discrimination.high < 0] == [3]
    assert found[3].alpha_without > max(item.alpha_without for i, item in enumerate(found) if i != 3)


@settings(deadline=None, max_examples=60)
@given(arrays(float, st.tuples(st.integers(FEWEST, 30), st.integers(2, 5)), elements=st.integers(0, 4)))
def test_alpha_is_that_of_the_mean_covariance(points):
    """Standard form K·c / (v + (K−1)·c) with the mean variance v and the mean covariance c."""
    k = points.shape[1]
    covariances = np.cov(points, rowvar=False)
    v, c = np.trace(covariances) / k, (covariances.sum() - np.trace(covariances)) / (k * (k - 1))
    found = cronbach_alpha(points)
    if found is None:
        assert np.ptp(points.sum(axis=1)) == 0
    else:
        assert found == pytest.approx(k * c / (v + (k - 1) * c), abs=1e-9)


def test_alpha_of_two_halves_of_one_item_is_spearman_and_browns():
    half = np.random.default_rng(1).integers(0, 5, size=(40, 2)).astype(float)
    half[:, 1] = (half[:, 1] - half[:, 1].mean()) / half[:, 1].std() * half[:, 0].std()  # α asks for equal variances
    r = np.corrcoef(half, rowvar=False)[0, 1]
    assert cronbach_alpha(half) == pytest.approx(2 * r / (1 + r))


def test_an_item_is_compared_with_the_rest_and_not_with_itself():
    """Against the total, independent items correlate at 1/√K; against the rest, at 0."""
    points = np.random.default_rng(0).integers(0, 2, size=(4000, 3)).astype(float)
    assert np.abs(r_of(statistics(points))).max() < 0.05
    assert np.corrcoef(points[:, 0], points.sum(axis=1))[0, 1] > 0.5


def test_the_rest_counts_what_a_student_was_asked():
    points = np.array([[1.0, np.nan, 1.0], [2.0, 0.0, np.nan]])
    np.testing.assert_allclose(rest_shares(points, np.array([2.0, 3.0, 5.0])), [[0.2, 2 / 7, 0.5], [0.0, 1.0, 0.4]])


def finite(value):
    """Every number in a structure of ours."""
    if isinstance(value, float):
        return np.isfinite(value)
    if hasattr(value, "__struct_fields__"):
        return all(finite(getattr(value, f)) for f in value.__struct_fields__)
    return all(map(finite, value)) if isinstance(value, list | tuple) else True


@settings(deadline=None, max_examples=200)
@given(
    arrays(
        float,
        st.tuples(st.integers(0, 14), st.integers(0, 4)),
        elements=st.sampled_from([0.0, 0.5, 1.0, float("nan")]),
    )
)
def test_nothing_is_nan_and_nothing_raises(points):
    count, k = points.shape
    assert finite(statistics(points))
    alpha = cronbach_alpha(points)
    assert alpha is None or np.isfinite(alpha)
    if k:
        assert finite(distribution(points[:, 0], 1.0))
        assert finite(compare("q", "k", points[:, 0], ["a", "b"] * (count // 2) + ["a"] * (count % 2), draws=20))


@pytest.mark.parametrize("y", [np.zeros(20), np.full(20, np.nan), np.arange(20.0)[:9]])
def test_there_is_no_correlation_with_a_constant_with_nothing_or_of_nine(y):
    assert correlation(np.arange(20.0)[: len(y)], y) is None


def test_the_interval_holds_the_true_correlation_as_often_as_it_says():
    rng, hits = np.random.default_rng(0), 0
    for _ in range(400):
        x, noise = rng.normal(size=(2, 40))
        found = correlation(x, 0.6 * x + 0.8 * noise)
        hits += found.low < 0.6 < found.high
    assert 0.92 < hits / 400 < 0.98  # 95 % ± 3 standard errors of 0.011


@pytest.mark.parametrize("skewed", [False, True])
def test_equal_variants_are_called_unequal_as_often_as_the_level_says(skewed):
    """400 classes of 40: 5 % ± 3 standard errors of 1.1 %; also where nearly everybody has all points."""
    rng, alarms = np.random.default_rng(3), 0
    for _ in range(400):
        skill = rng.normal(size=40)
        y = two_pl(rng, 40, 1.5, [-2.0 if skewed else 0.0], skill)[:, 0]
        rest = two_pl(rng, 40, 1.5, B, skill).mean(axis=1)
        found = compare("q", "k", y, list(rng.permutation(["a", "b", "c", "d"] * 10)), rest, draws=199)
        alarms += found is not None and found.p <= 0.05
    assert (0.0 if skewed else 0.017) <= alarms / 400 <= 0.083


def test_a_harder_variant_is_found_and_named():
    rng = np.random.default_rng(0)
    skill, hard = rng.normal(size=120), np.arange(120) % 3 == 0
    y = two_pl(rng, 120, 1.5, np.where(hard, 1.2, -0.3)[:, None], skill)[:, 0]
    labels = ["k = 7" if h else "k = 3" for h in hard]
    (found,) = corrected([compare("q", "k", y, labels, skill)])
    assert found.unfair
    assert min(found.groups, key=lambda g: g.mean).label == "k = 7"


def test_variants_of_few_students_are_compared_with_nothing():
    assert compare("q", "k", np.arange(20.0), ["a"] * 16 + ["b"] * 4) is None
    found = compare("q", "k", np.arange(20.0), ["a"] * 8 + ["b"] * 8 + ["c"] * 4)
    assert [g.label for g in found.groups] == ["a", "b"]


def test_of_twenty_equal_questions_none_is_called_unfair_in_most_classes():
    """Holm keeps the chance that any is named below 5 %; without it, it would be 64 %."""
    rng, classes = np.random.default_rng(5), 0
    for _ in range(60):
        table = two_pl(rng, 40, 1.0, np.zeros(20))
        labels = ["a", "b"] * 20
        found = [compare(f"q{i}", "k", table[:, i], labels, draws=999) for i in range(20)]
        classes += any(c.unfair for c in corrected([c for c in found if c]))
    assert classes / 60 <= 0.05 + 3 * 0.028


@given(st.lists(st.floats(0, 1), max_size=8))
def test_holm_keeps_the_order_and_only_raises(p):
    adjusted = holm(p)
    assert all(a >= b for a, b in zip(adjusted, p, strict=True))
    assert all(a <= 1 for a in adjusted)
    order = np.argsort(p, kind="stable")
    assert all(adjusted[i] <= adjusted[j] for i, j in zip(order, order[1:], strict=False))


def test_totals_are_counted_by_tenths_and_all_points_apart():
    found = distribution(np.array([0.0, 0.7, 9.9, 10.0, np.nan]), 10.0)
    assert found.bins == (2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1)
    assert (found.count, found.low, found.high) == (4, 0.0, 10.0)
    assert distribution(np.array([3.0]), 10.0).sd is None


def test_drawing_stops_where_nothing_is_to_be_found_and_p_is_that_of_all_draws(monkeypatch):
    rng = np.random.default_rng(0)
    y, labels = rng.random(60), ["a", "b", "c"] * 20
    early = compare("q", "k", y, labels).p
    monkeypatch.setattr(items, "ENOUGH", 10**9)
    assert early == pytest.approx(compare("q", "k", y, labels).p, rel=0.35)  # 3 standard errors of a tenth
    assert early != compare("q", "k", y, labels).p
