"""Sparse codes against their optimality conditions, scikit-learn and enumeration, with the worked numbers."""

import itertools

import numpy as np
import pytest

from reference.unsupervised import sparse
from tests.reference.mutants import alike, declared_in


def problem(seed=0, M=6, K=9):
    rng = np.random.default_rng(seed)
    D = rng.normal(size=(M, K))
    return D / np.linalg.norm(D, axis=0), rng.normal(size=M)


def test_the_worked_threshold(xp):
    got = sparse.soft_threshold(xp.asarray([3.0, -0.5, -2]), 1.0)
    np.testing.assert_array_equal(xp.to_numpy(got), [2, 0, -1])
    np.testing.assert_array_equal(xp.to_numpy(sparse.soft_threshold(xp.asarray([1.0, -1]), 1.0)), [0, 0])


@pytest.mark.parametrize("lam", [0.05, 0.3, 1.0])
def test_a_code_meets_the_conditions_of_the_minimum(xp, lam):
    D, x = problem()
    a = xp.to_numpy(sparse.ista(xp.asarray(D), xp.asarray(x), lam, 20_000))
    slope = D.T @ (x - D @ a)
    on = a != 0
    assert (np.abs(slope) <= lam + 1e-6).all()
    np.testing.assert_allclose(slope[on], lam * np.sign(a[on]), atol=1e-6)


def test_the_minimum_is_scikit_learns():
    linear_model = pytest.importorskip("sklearn.linear_model")
    D, x = problem(1)
    model = linear_model.Lasso(alpha=0.2 / 6, fit_intercept=False, tol=1e-14, max_iter=100_000).fit(D, x)
    np.testing.assert_allclose(sparse.ista(D, x, 0.2, 20_000), model.coef_, atol=1e-6)


def test_the_cost_never_rises(xp):
    D, x = problem(2)
    codes = [xp.to_numpy(sparse.ista(xp.asarray(D), xp.asarray(x), 0.3, n)) for n in range(12)]
    costs = [np.sum((x - D @ a) ** 2) / 2 + 0.3 * np.abs(a).sum() for a in codes]
    np.testing.assert_array_equal(codes[0], np.zeros(9))
    assert all(later <= earlier + 1e-12 for earlier, later in itertools.pairwise(costs))


def test_pursuit_finds_the_atoms_of_a_mixture(xp):
    D = np.eye(5)
    D[:, 4] = [0.6, 0, 0, 0, 0.8]
    x = 3 * D[:, 4] - 2 * D[:, 1]
    got = xp.to_numpy(sparse.omp(xp.asarray(D), xp.asarray(x), 3))
    np.testing.assert_allclose(got, [0, -2, 0, 0, 3], atol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_a_pursuit_step_fits_its_atoms_by_least_squares(xp, seed):
    D, x = problem(seed)
    before = x
    for k in range(1, 5):
        a = xp.to_numpy(sparse.omp(xp.asarray(D), xp.asarray(x), k))
        on = np.flatnonzero(a)
        assert len(on) == k
        np.testing.assert_allclose(D[:, on].T @ (x - D @ a), 0, atol=1e-10)
        assert int(np.abs(D.T @ before).argmax()) in on
        before = x - D @ a


def test_pursuit_ends_when_nothing_is_left(xp):
    got = sparse.omp(xp.asarray(np.eye(3)), xp.asarray([0.0, 2, 0]), 3)
    np.testing.assert_array_equal(xp.to_numpy(got), [0, 2, 0])
    assert not xp.to_numpy(sparse.omp(xp.asarray(np.eye(3)), xp.asarray([0.0, 0, 0]), 3)).any()


def test_an_update_fits_the_data_best(xp):
    rng = np.random.default_rng(0)
    D, _ = problem(3, 4, 3)
    A, X = rng.normal(size=(10, 3)), rng.normal(size=(10, 4))
    best = np.linalg.lstsq(A, X, rcond=None)[0].T
    got = xp.to_numpy(sparse.dictionary_update(xp.asarray(D), xp.asarray(A), xp.asarray(X)))
    np.testing.assert_allclose(got, best / np.linalg.norm(best, axis=0), atol=1e-9)
    A[:, 1] = 0
    kept = xp.to_numpy(sparse.dictionary_update(xp.asarray(D), xp.asarray(A), xp.asarray(X)))
    np.testing.assert_array_equal(kept[:, 1], D[:, 1])
    np.testing.assert_allclose(np.linalg.norm(kept, axis=0), 1, rtol=1e-9)


def test_float32_stays_float32(xp):
    D, x = (xp.asarray(a, dtype="float32") for a in problem())
    out = [sparse.ista(D, x, 0.1, 3), sparse.omp(D, x, 2), sparse.dictionary_update(D, D * 0 + 1, D[:, :6])]
    assert {a.dtype for a in out} == {D.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda D, x: sparse.soft_threshold(x, -1.0), "t: expected a number of at least 0, got -1.0"),
        (lambda D, x: sparse.ista(2 * D, x, 0.1, 3), r"D: expected columns \(atoms\) of length 1"),
        (lambda D, x: sparse.ista(D, x[:2], 0.1, 3), r"x: expected shape \(M,\) = \(6,\)"),
        (lambda D, x: sparse.ista(D, x, -0.1, 3), "lam: expected a number of at least 0"),
        (lambda D, x: sparse.omp(D, x, 10), "k: expected 0…9 atoms, got 10"),
        (lambda D, x: sparse.dictionary_update(D, D, D), r"X: expected shape \(N, M\) = \(6, 6\)"),
        (lambda D, x: sparse.dictionary_update(D, D[:0, :], D), "N: expected a number of at least 1"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*(xp.asarray(a) for a in problem()))


D, x = problem(5)
CODES, DATA = np.random.default_rng(0).normal(size=(2, 8, 4))
CODES[:, 2] = 0
CASES = {
    "soft_threshold": [(np.array([3.0, -0.5, -2]), 1.0)],
    "ista": [(D, x, 0.3, 4)],
    "omp": [(D, x, 3)],
    "dictionary_update": [(problem(6, 4, 4)[0], CODES, DATA)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(sparse, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(sparse)
    assert {m.function for m in mine} == set(CASES)
    listed = ("hard", "lam_not_scaled", "step_sign", "unnormalised", "sklearn_alpha")
    assert {f"T14.2/{key}" for key in listed} <= {m.key for m in mine}
