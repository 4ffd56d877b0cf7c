"""Basis functions and their least-squares fit against NumPy, autograd, scikit-learn and the worked numbers."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference._array import namespace
from reference.linear import basis
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import declared_in

torch = pytest.importorskip("torch")

X4, Y4 = [0.0, 1.0, 2.0, 3.0], [1.0, 2.0, 5.0, 10.0]  # y = 1 + x²
RIDGE = [0.601227, 0.380368, 0.907975]


def problem(seed=0, n=7, m=3):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, m)), rng.normal(size=n)


# -- worked numbers


@pytest.mark.parametrize(("lam", "w"), [(0.0, [1, 0, 1]), (1.0, RIDGE)])
def test_the_published_fits(xp, lam, w):
    Phi = basis.polynomial_features(xp.asarray(X4), 2)
    got = basis.fit_linear_basis(Phi, xp.asarray(Y4), lam)
    np.testing.assert_allclose(xp.to_numpy(got), w, rtol=0, atol=5e-7 if lam else 1e-12)


def test_the_published_bump(xp):
    got = basis.rbf_features(xp.asarray([1.0]), xp.asarray([0.0]), 1.0)
    assert float(got[0, 0]) == pytest.approx(0.606531, abs=5e-7)


# -- independent oracles


@pytest.mark.parametrize("degree", [0, 1, 4])
def test_powers_are_numpys_vandermonde_matrix(xp, degree):
    x = np.random.default_rng(1).normal(size=5)
    got = basis.polynomial_features(xp.asarray(x), degree)
    np.testing.assert_allclose(xp.to_numpy(got), np.vander(x, degree + 1, increasing=True), rtol=1e-12)


def test_bumps_agree_with_a_double_loop(xp):
    rng = np.random.default_rng(2)
    x, c, s = rng.normal(size=5), rng.normal(size=3), 0.7
    want = [[math.exp(-((a - b) ** 2) / (2 * s**2)) for b in c] for a in x]
    got = basis.rbf_features(xp.asarray(x), xp.asarray(c), s)
    np.testing.assert_allclose(xp.to_numpy(got), want, rtol=1e-9)


@pytest.mark.parametrize(("n", "m"), [(7, 3), (3, 3), (3, 7)])
def test_the_fit_is_numpys_least_squares(xp, n, m):
    Phi, y = problem(3, n, m)
    want = np.linalg.lstsq(Phi, y, rcond=None)[0]
    got = basis.fit_linear_basis(xp.asarray(Phi), xp.asarray(y))
    np.testing.assert_allclose(xp.to_numpy(got), want, rtol=1e-9)


@pytest.mark.parametrize("lam", [0.01, 1.0, 100.0])
@pytest.mark.parametrize(("n", "m"), [(7, 3), (3, 7)])
def test_the_ridge_solves_the_normal_equations(xp, lam, n, m):
    Phi, y = problem(4, n, m)
    want = np.linalg.solve(Phi.T @ Phi + lam * np.eye(m), Phi.T @ y)
    got = basis.fit_linear_basis(xp.asarray(Phi), xp.asarray(y), lam)
    np.testing.assert_allclose(xp.to_numpy(got), want, rtol=1e-9)


@pytest.mark.parametrize("lam", [0.01, 1.0, 100.0])
def test_the_ridge_is_scikit_learns(lam):
    linear_model = pytest.importorskip("sklearn.linear_model")
    Phi, y = problem(5)
    want = linear_model.Ridge(alpha=lam, fit_intercept=False).fit(Phi, y).coef_
    np.testing.assert_allclose(basis.fit_linear_basis(Phi, y, lam), want, rtol=1e-8)


def test_the_gradient_of_the_penalised_error_vanishes_at_the_fit(xp):
    Phi, y = problem(6)
    w = torch.tensor(xp.to_numpy(basis.fit_linear_basis(xp.asarray(Phi), xp.asarray(y), 0.3)), requires_grad=True)
    (((torch.tensor(Phi) @ w - torch.tensor(y)) ** 2).sum() + 0.3 * (w**2).sum()).backward()
    np.testing.assert_allclose(w.grad.numpy(), 0, atol=1e-12)


def test_of_all_fits_to_equal_columns_the_shortest_is_taken(xp):
    Phi = xp.asarray([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])
    got = basis.fit_linear_basis(Phi, xp.asarray([2.0, 4.0, 6.0]))
    np.testing.assert_allclose(xp.to_numpy(got), [1, 1], rtol=1e-9)


def test_solving_the_normal_equations_fails_where_they_are_singular():
    """The curriculum's message says "solve instead of inverting"; for equal columns neither has an answer."""
    Phi = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])
    with pytest.raises(np.linalg.LinAlgError):
        np.linalg.solve(Phi.T @ Phi, Phi.T @ np.ones(3))


# -- laws


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(-4, 4), min_size=1, max_size=4))
def test_a_polynomial_is_recovered_from_its_values(coefficients):
    x = np.linspace(-1, 1, 9)
    Phi = basis.polynomial_features(x, len(coefficients) - 1)
    np.testing.assert_allclose(basis.fit_linear_basis(Phi, Phi @ coefficients), coefficients, rtol=1e-9, atol=1e-11)


@settings(deadline=None, max_examples=50)
@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(0.1, 5))
def test_a_bump_is_one_at_its_centre_and_symmetric(x, c, s):
    at = basis.rbf_features(np.array([c, c + x, c - x]), np.array([c]), s)[:, 0]
    assert at[0] == 1
    assert at[1] == pytest.approx(at[2], rel=1e-6, abs=1e-12)
    assert 0 <= at[1] <= 1


def test_a_larger_ridge_gives_shorter_weights():
    Phi, y = problem(7)
    lengths = [np.linalg.norm(basis.fit_linear_basis(Phi, y, lam)) for lam in (0.0, 0.1, 1.0, 10.0)]
    assert lengths == sorted(lengths, reverse=True)


# -- types and errors


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_and_device_stay(xp, dtype):
    x, y = (xp.asarray(a, dtype=dtype) for a in (X4, Y4))
    Phi = basis.polynomial_features(x, 2)
    fits = [basis.fit_linear_basis(Phi, target, 1.0) for target in (y, xp.ints(Y4))]
    got = [Phi, basis.rbf_features(x, y, 0.5), basis.fit_linear_basis(Phi, y), *fits]
    assert {g.dtype for g in got} == {x.dtype}
    assert {getattr(g, "device", None) for g in got} == {getattr(x, "device", None)}
    for fit in fits:
        np.testing.assert_allclose(xp.to_numpy(fit), RIDGE, rtol=1e-4, atol=1e-5)


def test_integers_become_floats(xp):
    got = basis.polynomial_features(xp.ints([2, 3]), 2)
    assert got.dtype == namespace(got).asarray(0.5).dtype
    assert xp.to_numpy(got).tolist() == [[1, 2, 4], [1, 3, 9]]


def test_the_arguments_are_left_alone(xp):
    Phi, y = problem(8)
    ours, theirs = xp.asarray(Phi.copy()), xp.asarray(y.copy())
    basis.fit_linear_basis(ours, theirs, 0.5)
    basis.rbf_features(theirs, theirs, 0.5)
    basis.polynomial_features(theirs, 3)
    np.testing.assert_array_equal(xp.to_numpy(ours), Phi)
    np.testing.assert_array_equal(xp.to_numpy(theirs), y)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda a: basis.polynomial_features(a([1.0]), -1), "degree: expected an integer ≥ 0, got -1"),
        (lambda a: basis.polynomial_features(a([[1.0]]), 1), r"x: expected 1 axes \(N,\)"),
        (lambda a: basis.rbf_features(a([1.0]), a([0.0]), 0.0), "s: expected a width > 0"),
        (lambda a: basis.rbf_features(a([1.0]), a([0.0]), -1.0), "s: expected a width > 0"),
        (lambda a: basis.rbf_features(a([[1.0]]), a([0.0]), 1.0), r"x: expected 1 axes \(N,\)"),
        (lambda a: basis.rbf_features(a([1.0]), a([[0.0]]), 1.0), r"centers: expected 1 axes \(M,\)"),
        (lambda a: basis.fit_linear_basis(a([[1.0], [2.0]]), a([[1.0], [2.0]])), r"y: expected shape \(N,\) = \(2,\)"),
        (lambda a: basis.fit_linear_basis(a([1.0]), a([1.0])), r"Phi: expected 2 axes \(N, M\)"),
        (
            lambda a: basis.fit_linear_basis(a([[1.0]]), a([1.0]), -0.5),
            "lam: expected a number of at least 0, got -0.5",
        ),
        (lambda a: basis.fit_linear_basis(a(np.zeros((0, 2))), a([])), "Phi: expected at least one sample"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray)


@pytest.mark.parametrize(
    "call",
    [
        lambda: basis.rbf_features(np.ones(2), torch.ones(2), 1.0),
        lambda: basis.fit_linear_basis(np.ones((2, 1)), torch.ones(2)),
        lambda: basis.polynomial_features([1.0], 2),
    ],
)
def test_mixed_libraries_and_plain_lists_are_refused(call):
    with pytest.raises(TypeError):
        call()


# -- misconceptions


def fixtures(xp):
    a = xp.asarray
    x = a(X4)
    Phi = basis.polynomial_features(x, 2)
    equal = a([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])  # the inverse of ΦᵀΦ does not exist
    return {
        basis.polynomial_features: [(x, 2)],
        basis.rbf_features: [(a([1.0]), a([0.0]), 1.0), (x, a([0.5, 2.0]), 0.7)],
        basis.fit_linear_basis: [(Phi, a(Y4), 1.0), (equal, a([2.0, 4.0, 6.0]))],
    }


FUNCTIONS = [basis.polynomial_features, basis.rbf_features, basis.fit_linear_basis]


def outcome(xp, function, calls):
    """The values, or "raised" where an array cannot be had."""
    found = []
    for args in calls:
        try:
            found.append(xp.to_numpy(function(*args)))
        except (np.linalg.LinAlgError, RuntimeError):  # torch's error is a RuntimeError
            found.append(np.array("raised"))
    return found


def differ(some, others):
    return any(
        a.shape != b.shape or a.dtype.kind != b.dtype.kind or (a.dtype.kind == "f" and not np.allclose(a, b, rtol=1e-6))
        for a, b in zip(some, others, strict=True)
    )


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_every_mistake_differs_from_the_reference_and_from_the_others(xp, function):
    calls = fixtures(xp)[function]
    found = misconceptions_of(function)
    assert len(found) >= 3
    right, wrong = outcome(xp, function, calls), {m.key: outcome(xp, m.mutant, calls) for m in found}
    assert [key for key in wrong if not differ(wrong[key], right)] == []
    assert [(p, q) for p, q in itertools.combinations(wrong, 2) if not differ(wrong[p], wrong[q])] == []


def test_the_inverse_is_a_mistake_only_where_it_does_not_exist(xp):
    (inverse,) = misconceptions_of(basis.fit_linear_basis, "T2.9/inverse")
    regular, singular = fixtures(xp)[basis.fit_linear_basis]
    np.testing.assert_allclose(xp.to_numpy(inverse.mutant(*regular)), RIDGE, atol=5e-7)
    assert outcome(xp, inverse.mutant, [singular])[0] == "raised"


def test_every_listed_mistake_has_a_mutant():
    declared = {m.key for m in declared_in(basis)}
    assert [key for key in ("order", "no_2", "inverse", "ridge_n") if f"T2.9/{key}" not in declared] == []
