"""Hebb's and Oja's rules against sums of outer products, eigenvectors and the worked numbers."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reference.misconceptions import misconceptions_of
from reference.neurons import hebb

torch = pytest.importorskip("torch")
X, Y = [[1, -1], [1, 1]], [1, -1]
SMALL = st.floats(-10, 10)


def patterns(seed=0, n=7, d=3):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)), rng.normal(size=n)


# -- worked numbers ----------------------------------------------------------------------------------------------------


def test_the_worked_patterns_give_0_and_minus_1(xp):
    assert xp.to_numpy(hebb.hebb_fit(xp.asarray(X), xp.asarray(Y), 0.5)).tolist() == [0, -1]


def test_the_worked_oja_step(xp):
    w = hebb.oja_update(xp.asarray([0.6, 0.8]), xp.asarray([1, 2]), 0.1)
    np.testing.assert_allclose(xp.to_numpy(w), [0.5296, 0.8528], rtol=1e-12)


# -- independent oracles -----------------------------------------------------------------------------------------------


def test_one_step_adds_the_product_of_both_ends(xp):
    x, y = patterns()
    w = hebb.hebb_update(xp.asarray(x[0]), xp.asarray(x[1]), float(y[0]), 0.3)
    expected = [x[0, d] + 0.3 * x[1, d] * y[0] for d in range(3)]
    np.testing.assert_allclose(xp.to_numpy(w), expected, rtol=1e-12)


def test_a_pass_is_the_sum_of_outer_products(xp):
    x, y = patterns()
    expected = 0.3 * sum(np.outer(y[i], x[i])[0] for i in range(7))
    np.testing.assert_allclose(xp.to_numpy(hebb.hebb_fit(xp.asarray(x), xp.asarray(y), 0.3)), expected, rtol=1e-12)


def test_a_pass_is_step_after_step(xp):
    x, y = patterns(1)
    w = xp.asarray(np.zeros(3))
    for row, target in zip(x, y, strict=True):
        w = hebb.hebb_update(w, xp.asarray(row), float(target), 0.3)
    got = hebb.hebb_fit(xp.asarray(x), xp.asarray(y), 0.3)
    np.testing.assert_allclose(xp.to_numpy(got), xp.to_numpy(w), rtol=1e-12)


def test_oja_is_hebb_followed_by_normalising_to_first_order():
    w, x = np.array([0.6, 0.0, 0.8]), np.array([1.0, -2.0, 0.5])
    for eta in (1e-3, 1e-4):
        hebbian = hebb.hebb_update(w, x, w @ x, eta)
        gap = np.abs(hebb.oja_update(w, x, eta) - hebbian / np.linalg.norm(hebbian)).max()
        assert gap < 20 * eta**2


def test_oja_finds_the_first_principal_axis():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(4000, 3)) @ np.diag([3.0, 1.0, 0.5]) @ np.linalg.qr(rng.normal(size=(3, 3)))[0]
    w = np.array([0.3, 0.3, 0.3])
    for row in x:
        w = hebb.oja_update(w, row, 0.002)
    axis = np.linalg.eigh(x.T @ x)[1][:, -1]
    assert abs(w @ axis) / np.linalg.norm(w) > 0.999
    assert np.linalg.norm(w) == pytest.approx(1, abs=0.05)


# -- properties --------------------------------------------------------------------------------------------------------


@given(
    x=arrays(np.float64, (5, 3), elements=SMALL),
    y=arrays(np.float64, 5, elements=SMALL),
    order=st.permutations(range(5)),
)
def test_the_order_of_patterns_does_not_matter(x, y, order):
    np.testing.assert_allclose(hebb.hebb_fit(x[order], y[order], 0.5), hebb.hebb_fit(x, y, 0.5), atol=1e-9)


@given(x=arrays(np.float64, 3, elements=SMALL), y=SMALL)
def test_turning_both_ends_around_changes_nothing(x, y):
    w = np.array([1.0, -2.0, 0.5])
    np.testing.assert_array_equal(hebb.hebb_update(w, -x, -y, 0.5), hebb.hebb_update(w, x, y, 0.5))


def test_a_unit_eigenvector_is_a_fixed_point_of_ojas_average_step():
    x = patterns(3, n=50)[0]
    w = np.linalg.eigh(x.T @ x)[1][:, -1]
    mean = sum(hebb.oja_update(w, row, 0.1) for row in x) / 50
    np.testing.assert_allclose(mean, w, atol=1e-12)


def test_with_eta_0_nothing_is_learned(xp):
    w = xp.asarray([0.6, 0.8])
    for after in (hebb.hebb_update(w, w, 3.0, 0.0), hebb.oja_update(w, w, 0.0)):
        assert xp.to_numpy(after).tolist() == [0.6, 0.8]


# -- dtype, purity, errors ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_dtype_stays(xp, dtype):
    w, x = xp.asarray([0.6, 0.8], dtype), xp.asarray([1, 2], dtype)
    results = [hebb.hebb_update(w, x, 2.0, 0.1), hebb.oja_update(w, x, 0.1)]
    results.append(hebb.hebb_fit(xp.asarray(X, dtype), xp.asarray(Y, dtype), 0.1))
    assert {r.dtype for r in results} == {w.dtype}


def test_integer_patterns_become_floats(xp):
    got = xp.to_numpy(hebb.hebb_fit(xp.ints(X), xp.ints(Y), 0.5))
    assert got.dtype.kind == "f"
    assert got.tolist() == [0, -1]


def test_inputs_are_never_modified(xp):
    w, x = xp.asarray([0.6, 0.8]), xp.asarray([1, 2])
    rows, targets = xp.asarray(X), xp.asarray(Y)
    hebb.hebb_update(w, x, 1.0, 0.1)
    hebb.oja_update(w, x, 0.1)
    hebb.hebb_fit(rows, targets, 0.1)
    assert [xp.to_numpy(a).tolist() for a in (w, x, rows, targets)] == [[0.6, 0.8], [1, 2], X, Y]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda xp: hebb.hebb_update(xp.asarray([1, 2]), xp.asarray([1, 2, 3]), 1.0, 0.1), r"x: expected shape \(D,\)"),
        (lambda xp: hebb.oja_update(xp.asarray([[1, 2]]), xp.asarray([1, 2]), 0.1), r"w: expected 1 axes"),
        (
            lambda xp: hebb.oja_update(xp.asarray([1, 2]), xp.asarray([1, 2]), -0.1),
            "eta: expected a number of at least 0",
        ),
        (lambda xp: hebb.hebb_fit(xp.asarray(X), xp.asarray([[1], [2]]), 0.1), r"Y: expected shape \(N,\)"),
        (lambda xp: hebb.hebb_fit(xp.asarray(np.zeros((0, 2))), xp.asarray([]), 0.1), "X: expected at least one"),
        (lambda xp: hebb.hebb_fit(xp.asarray(X), xp.asarray(Y), float("nan")), "eta: expected a number"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp)


def test_mixed_libraries_are_refused():
    with pytest.raises(TypeError):
        hebb.hebb_fit(np.array(X), torch.tensor(Y), 0.1)


# -- misconceptions ----------------------------------------------------------------------------------------------------

PASSES = [(np.array(X, dtype=float), np.array(Y, dtype=float), 0.5), (*patterns(4), 0.5)]
STEP = (np.array([0.6, 0.8]), np.array([1.0, 2.0]))
FIXTURES = {
    hebb.hebb_update: [(*STEP, 3.0, 0.1)],
    hebb.hebb_fit: PASSES,
    hebb.oja_update: [(*STEP, 0.1)],
}


def outcome(function, of):
    return np.concatenate([function(*args) for args in FIXTURES[of]])


@pytest.mark.parametrize("function", FIXTURES, ids=lambda f: f.__name__)
def test_each_misconception_differs_from_the_reference_and_from_the_others(function):
    found = misconceptions_of(function)
    outcomes = [outcome(f, function) for f in (function, *(m.mutant for m in found))]
    assert len(found) == 3
    assert all(not np.allclose(a, b) for a, b in itertools.combinations(outcomes, 2))


def test_the_worked_patterns_hide_the_error_term():
    (mistake,) = misconceptions_of(hebb.hebb_fit, "T1.8/error_term")
    assert mistake.mutant(*PASSES[0]).tolist() == [0, -1]  # hence the second fixture


@pytest.mark.parametrize(
    "mistake", [m for f in FIXTURES for m in misconceptions_of(f)], ids=lambda m: f"{m.function}-{m.key}"
)
def test_misconceptions_run_on_every_library(xp, mistake):
    function = next(f for f in FIXTURES if f.__name__ == mistake.function)
    for args in FIXTURES[function]:
        ours = [xp.asarray(a) if isinstance(a, np.ndarray) else a for a in args]
        np.testing.assert_allclose(xp.to_numpy(mistake.mutant(*ours)), mistake.mutant(*args), rtol=1e-12)
